package org.gapwise.data.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.predict.Evidence;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

/**
 * The exact answer about a simulated patient from any part of the table; that something is missing tells it nothing.
 * Explanations are measured on it, for here it is known what each value says.
 */
public final class ExactTable implements Predictor {

    private final Hospital hospital;
    private final Schema schema;

    private ExactTable(Hospital hospital) {
        this.hospital = hospital;
        Schema whole = Simulation.schema(hospital);
        List<TableModality> tables = whole.tables();
        schema = new Schema(whole.table(), whole.caseKey(), whole.groupKey(), List.copyOf(tables), whole.targets());
    }

    /** Of the hospital that {@code simulate} uses. */
    public static ExactTable standard() {
        return new ExactTable(StandardHospital.create());
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Prediction> predict(List<Case> cases) {
        return cases.stream().map(this::answer).toList();
    }

    private Prediction answer(Case one) {
        double[] posterior = belief(one).posterior(hospital.prior());
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int i = 0; i < posterior.length; i++) {
            probabilities.put(Finding.LABELS.get(i), posterior[i]);
        }
        return Evidence.of(schema, one).answer(one.id(), probabilities);
    }

    /** Patients of whom everything in the table is known, with their true labels. */
    public List<Case> patients(int count, long seed) {
        return IntStream.range(0, count).mapToObj(i -> patient(i, seed)).toList();
    }

    private Case patient(int number, long seed) {
        SplittableRandom random = Seeds.of(seed, "exact patient", number);
        int state = hospital.prior().draw(random);
        Case one = Case.of("p" + number);
        for (Hospital.Column column : hospital.columns()) {
            one = with(one, column.measurement(), column.measurement().draw(state, random));
        }
        boolean[] truth = Finding.truth(state);
        for (int i = 0; i < truth.length; i++) {
            one = one.with(Finding.LABELS.get(i), truth[i] ? Label.POSITIVE : Label.NEGATIVE);
        }
        return one;
    }

    /** The case with a feature drawn from its distribution given all that the case has. */
    public List<Case> drawn(Case one, String feature, int count, long seed) {
        double[] weight = belief(one).likelihood();
        hospital.prior().multiplyInto(weight);
        for (int s = 1; s < weight.length; s++) {
            weight[s] += weight[s - 1];
        }
        Measurement measurement = hospital.columns().stream()
                .map(Hospital.Column::measurement)
                .filter(m -> m.name().equals(feature))
                .findFirst()
                .orElseThrow();
        SplittableRandom random = Seeds.of(seed, "drawn/" + feature);
        List<Case> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drawn.add(with(one, measurement, measurement.draw(state(weight, random.nextDouble()), random)));
        }
        return drawn;
    }

    private static int state(double[] cumulative, double at) {
        double wanted = at * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static Case with(Case one, Measurement measurement, double value) {
        return measurement.feature() instanceof Categorical level
                ? one.with(level.name(), level.levels().get((int) value))
                : one.with(measurement.name(), value);
    }

    private Belief belief(Case one) {
        Belief belief = new Belief();
        for (Hospital.Column column : hospital.columns()) {
            Feature feature = column.measurement().feature();
            String level = one.categories().get(feature.name());
            Double number = one.numbers().get(feature.name());
            if (feature instanceof Categorical categorical && level != null) {
                column.measurement().explain(categorical.levels().indexOf(level), belief);
            } else if (number != null) {
                column.measurement().explain(number, belief);
            }
        }
        return belief;
    }
}
