package org.gapwise.data.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Label;

/**
 * Draws studies. Some patients have two or three within days: the state and the lasting values stay, everything else
 * is drawn anew, so that each study alone follows the model exactly.
 */
final class Admissions {

    private static final double SECOND = 0.16;
    private static final double THIRD = 0.3;
    private static final double UNCERTAIN = 0.04;

    private final Hospital hospital;
    private final SimulationPlan plan;

    Admissions(Hospital hospital, SimulationPlan plan) {
        this.hospital = hospital;
        this.plan = plan;
    }

    List<Study> draw() {
        List<Study> studies = new ArrayList<>(plan.cases());
        forEachPatient(studies::addAll);
        return studies;
    }

    /** Hands over the studies of one patient after another, and keeps none. */
    void forEachPatient(Consumer<List<Study>> reader) {
        int drawn = 0;
        for (int patient = 0; drawn < plan.cases(); patient++) {
            SplittableRandom random = Seeds.of(plan.seed(), "patient", patient);
            int state = hospital.prior().draw(random);
            double[] lasting = new double[hospital.columns().size()];
            for (int i = 0; i < lasting.length; i++) {
                lasting[i] = hospital.columns().get(i).measurement().draw(state, random);
            }
            int visits = 1;
            if (random.nextDouble() < SECOND) {
                visits += random.nextDouble() < THIRD ? 2 : 1;
            }
            String subject = "p%06d".formatted(patient + 1);
            List<Study> studies = new ArrayList<>(visits);
            for (int v = 0; v < visits && drawn < plan.cases(); v++) {
                studies.add(study(drawn, subject, state, lasting));
                drawn++;
            }
            reader.accept(studies);
        }
    }

    private Study study(int number, String subject, int state, double[] lasting) {
        SplittableRandom random = Seeds.of(plan.seed(), "study", number);
        double[] values = lasting.clone();
        for (int i = 0; i < values.length; i++) {
            Measurement measurement = hospital.columns().get(i).measurement();
            if (!measurement.lasting()) {
                values[i] = measurement.draw(state, random);
            }
        }
        boolean[] measured = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            measured[i] = random.nextDouble() >= hospital.columns().get(i).gap().chance(state, values[0]);
        }
        double[] signs = hospital.signs().stream()
                .mapToDouble(s -> s.draw(state, random))
                .toArray();
        boolean hasTable = random.nextDouble() >= hospital.noTable();
        boolean hasImage =
                !hasTable || random.nextDouble() >= hospital.imageGap().chance(state, values[0]);
        String id = "s%06d".formatted(number + 1);
        return new Study(
                number, id, subject, state, values, measured, signs, hasImage, hasTable, labels(number, state));
    }

    private Map<String, Label> labels(int number, int state) {
        SplittableRandom random = Seeds.of(plan.seed(), "annotation", number);
        boolean[] truth = Finding.truth(state);
        Map<String, Label> labels = new LinkedHashMap<>();
        for (int i = 0; i < truth.length; i++) {
            double at = random.nextDouble();
            if (at < UNCERTAIN) {
                labels.put(Finding.LABELS.get(i), Label.UNCERTAIN);
            } else if (at < 1 - blank(i)) {
                labels.put(Finding.LABELS.get(i), truth[i] ? Label.POSITIVE : Label.NEGATIVE);
            }
        }
        return labels;
    }

    /** Share of studies whose label nobody annotated: from 10 to 23 %, by label, whatever the truth. */
    private static double blank(int label) {
        return 0.10 + 0.01 * label;
    }
}
