package org.gapwise.evaluate.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.missingness.Removal;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.Presence;

/**
 * Cases as they are and, after them, the same cases with modalities taken away: what a model says of a pattern that few have can
 * be learned from all who have more.
 *
 * @param cohort all of them
 * @param own how many are as they are; they come first
 */
public record FewerModalities(MemoryCohort cohort, int own) {

    /** Above that many modalities one is taken away, or one left. */
    private static final int ALL_SUBSETS = 4;

    public static FewerModalities of(MemoryCohort cohort) {
        Schema schema = cohort.schema();
        List<List<String>> patterns =
                patterns(schema.modalities().stream().map(Modality::name).toList());
        List<Case> cases = new ArrayList<>(cohort.cases());
        for (Case one : cohort.cases()) {
            List<String> present = Presence.of(schema, one).modalities();
            for (List<String> pattern : patterns) {
                if (present.containsAll(pattern) && !pattern.equals(present)) {
                    cases.add(Removal.allBut(pattern, schema, one));
                }
            }
        }
        return new FewerModalities(new MemoryCohort(schema, cases), cohort.size());
    }

    /** Each in the order of the names. */
    static List<List<String>> patterns(List<String> names) {
        if (names.size() > ALL_SUBSETS) {
            return names.stream()
                    .flatMap(name -> Stream.of(
                            List.of(name),
                            names.stream().filter(other -> !other.equals(name)).toList()))
                    .toList();
        }
        return IntStream.range(1, (1 << names.size()) - 1)
                .mapToObj(bits -> IntStream.range(0, names.size())
                        .filter(m -> (bits >> m & 1) == 1)
                        .mapToObj(names::get)
                        .toList())
                .toList();
    }
}
