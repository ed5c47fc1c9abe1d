package org.gapwise.data.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.TableModality;

/**
 * How many cases have just these modalities.
 *
 * @param present names in the schema's order; a table counts when any of its features was measured
 */
public record PresencePattern(List<String> present, int cases) {

    public PresencePattern {
        present = List.copyOf(present);
    }

    /** All patterns that occur, most frequent first. */
    static List<PresencePattern> of(Cohort cohort) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (Case one : cohort.cases()) {
            List<String> present = cohort.schema().modalities().stream()
                    .filter(modality -> has(one, modality))
                    .map(Modality::name)
                    .toList();
            counts.merge(present, 1, Integer::sum);
        }
        List<PresencePattern> patterns = new ArrayList<>();
        counts.forEach((present, cases) -> patterns.add(new PresencePattern(present, cases)));
        patterns.sort(Comparator.comparingInt((PresencePattern p) -> -p.cases)
                .thenComparing(p -> String.join("\t", p.present)));
        return patterns;
    }

    private static boolean has(Case one, Modality modality) {
        if (modality instanceof TableModality table) {
            return table.features().stream()
                    .map(Feature::name)
                    .anyMatch(name ->
                            one.numbers().containsKey(name) || one.categories().containsKey(name));
        }
        return one.images().containsKey(modality.name());
    }
}
