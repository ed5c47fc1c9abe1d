package org.gapwise.core.missingness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

/** A case without one of its modalities. */
public final class Removal {

    private Removal() {}

    /** The case with nothing of this modality; every other part is untouched. */
    public static Case of(Modality modality, Case whole) {
        return of(names(modality), whole);
    }

    /** The case with nothing but these modalities. */
    public static Case allBut(List<String> kept, Schema schema, Case whole) {
        Case left = whole;
        for (Modality modality : schema.modalities()) {
            left = kept.contains(modality.name()) ? left : of(modality, left);
        }
        return left;
    }

    /** The case without these features and pictures; no feature is called as a modality is. */
    static Case of(Set<String> names, Case whole) {
        return whole.evidence(
                without(whole.numbers(), names), without(whole.categories(), names), without(whole.images(), names));
    }

    /** What a case may have of a modality: its features, or its picture. */
    static Set<String> names(Modality modality) {
        return modality instanceof TableModality table
                ? table.features().stream().map(Feature::name).collect(Collectors.toSet())
                : Set.of(modality.name());
    }

    private static <V> Map<String, V> without(Map<String, V> values, Set<String> names) {
        Map<String, V> left = new LinkedHashMap<>(values);
        left.keySet().removeAll(names);
        return left;
    }
}
