package org.gapwise.core.cohort;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

/**
 * A cohort as somebody would have it who measures one modality only: its schema names no other. For references that a
 * model of several modalities should not fall below.
 */
public record OneModality(String name) implements Lens {

    @Override
    public Cohort over(Cohort cohort) {
        Schema whole = cohort.schema();
        Modality modality = whole.modality(name);
        Schema schema =
                new Schema(whole.table(), whole.caseKey(), whole.groupKey(), List.of(modality), whole.targets());
        return new Viewed(schema, cohort.size(), i -> only(modality, cohort.get(i)), cohort::close);
    }

    private static Case only(Modality modality, Case whole) {
        if (modality instanceof TableModality table) {
            List<String> names = table.features().stream().map(Feature::name).toList();
            return whole.evidence(kept(whole.numbers(), names), kept(whole.categories(), names), Map.of());
        }
        return whole.evidence(Map.of(), Map.of(), kept(whole.images(), List.of(modality.name())));
    }

    private static <V> Map<String, V> kept(Map<String, V> values, List<String> names) {
        Map<String, V> left = new LinkedHashMap<>(values);
        left.keySet().retainAll(names);
        return left;
    }
}
