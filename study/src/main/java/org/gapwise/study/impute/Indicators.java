package org.gapwise.study.impute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Lens;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

/**
 * A category beside each feature that says whether it was measured: for features only that training cases lack at
 * times, since nothing can be learnt of the others.
 *
 * @param marked names of these features
 */
record Indicators(List<String> marked) implements Lens {

    private static final String MEASURED = "yes";
    private static final String MISSING = "no";

    Indicators {
        marked = List.copyOf(marked);
    }

    static Indicators fit(Cohort training) {
        List<Case> cases = training.cases();
        return new Indicators(training.schema().features().stream()
                .map(Feature::name)
                .filter(name -> !cases.stream().allMatch(one -> has(one, name)))
                .toList());
    }

    static String name(String feature) {
        return feature + " (measured)";
    }

    @Override
    public Cohort over(Cohort cohort) {
        return Copied.of(cohort, mark(cohort.schema()), this::mark);
    }

    Schema mark(Schema schema) {
        List<Modality> modalities = new ArrayList<>();
        for (Modality modality : schema.modalities()) {
            modalities.add(modality instanceof TableModality table ? mark(table) : modality);
        }
        return new Schema(schema.table(), schema.caseKey(), schema.groupKey(), modalities, schema.targets());
    }

    private TableModality mark(TableModality table) {
        List<Feature> features = new ArrayList<>(table.features());
        for (Feature feature : table.features()) {
            if (marked.contains(feature.name())) {
                features.add(new Categorical(name(feature.name()), List.of(MEASURED, MISSING)));
            }
        }
        return new TableModality(table.name(), features, table.missing(), table.implausible());
    }

    Case mark(Case one) {
        Map<String, String> categories = new LinkedHashMap<>(one.categories());
        marked.forEach(feature -> categories.put(name(feature), has(one, feature) ? MEASURED : MISSING));
        return one.evidence(one.numbers(), categories, one.images());
    }

    private static boolean has(Case one, String feature) {
        return one.numbers().containsKey(feature) || one.categories().containsKey(feature);
    }
}
