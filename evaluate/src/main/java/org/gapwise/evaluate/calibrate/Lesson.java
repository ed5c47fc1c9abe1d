package org.gapwise.evaluate.calibrate;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.gapwise.core.calibrate.Curve;

/**
 * The cases of all labels that maps are learned from.
 *
 * @param own as they are, by label
 * @param fewer the same with modalities taken away, by label; may have no case
 */
record Lesson(List<Sample> own, List<Sample> fewer) {

    Lesson {
        own = List.copyOf(own);
        fewer = List.copyOf(fewer);
    }

    /** The cases of some patients. */
    Lesson of(IntPredicate patient) {
        return new Lesson(
                own.stream().map(s -> s.where(i -> patient.test(s.group()[i]))).toList(),
                fewer.stream()
                        .map(s -> s.where(i -> patient.test(s.group()[i])))
                        .toList());
    }

    /** @param curves by label */
    Lesson along(List<Curve> curves) {
        return new Lesson(along(own, curves), along(fewer, curves));
    }

    private static List<Sample> along(List<Sample> samples, List<Curve> curves) {
        return IntStream.range(0, samples.size())
                .mapToObj(l -> samples.get(l).along(curves.get(l)))
                .toList();
    }

    List<Sample> all() {
        return IntStream.range(0, own.size())
                .mapToObj(l -> own.get(l).plus(fewer.get(l)))
                .toList();
    }

    boolean hasFewer() {
        return fewer.stream().anyMatch(sample -> sample.size() > 0);
    }
}
