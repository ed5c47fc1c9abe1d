package org.gapwise.evaluate.calibrate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

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
        List<Set<String>> patterns =
                patterns(schema.modalities().stream().map(Modality::name).toList());
        List<Case> cases = new ArrayList<>(cohort.cases());
        for (Case one : cohort.cases()) {
            Set<String> present = present(schema, one);
            for (Set<String> pattern : patterns) {
                if (present.containsAll(pattern) && !pattern.equals(present)) {
                    cases.add(left(schema, one, pattern));
                }
            }
        }
        return new FewerModalities(new MemoryCohort(schema, cases), cohort.size());
    }

    static List<Set<String>> patterns(List<String> names) {
        if (names.size() > ALL_SUBSETS) {
            return names.stream()
                    .flatMap(name -> Stream.of(
                            Set.of(name),
                            names.stream().filter(other -> !other.equals(name)).collect(Collectors.toSet())))
                    .toList();
        }
        return IntStream.range(1, (1 << names.size()) - 1)
                .mapToObj(bits -> IntStream.range(0, names.size())
                        .filter(m -> (bits >> m & 1) == 1)
                        .mapToObj(names::get)
                        .collect(Collectors.toSet()))
                .toList();
    }

    private static Set<String> present(Schema schema, Case one) {
        return schema.modalities().stream().filter(one::has).map(Modality::name).collect(Collectors.toSet());
    }

    private static Case left(Schema schema, Case one, Set<String> pattern) {
        Set<String> features = new HashSet<>();
        for (Modality modality : schema.modalities()) {
            if (modality instanceof TableModality table && pattern.contains(table.name())) {
                table.features().forEach(feature -> features.add(feature.name()));
            }
        }
        return one.evidence(
                only(one.numbers(), features), only(one.categories(), features), only(one.images(), pattern));
    }

    private static <V> Map<String, V> only(Map<String, V> all, Set<String> names) {
        return all.entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
