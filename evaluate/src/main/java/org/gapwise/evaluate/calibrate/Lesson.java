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
 * @param curved by label: whether there are cases enough for a curve
 */
record Lesson(List<Sample> own, List<Sample> fewer, List<Boolean> curved) {

    Lesson {
        own = List.copyOf(own);
        fewer = List.copyOf(fewer);
        curved = List.copyOf(curved);
    }

    static Lesson of(List<Sample> own, List<Sample> fewer) {
        return new Lesson(own, fewer, own.stream().map(IsotonicFit::enough).toList());
    }

    /** The cases of some patients; they have curves where all together have enough for one. */
    Lesson of(IntPredicate patient) {
        return new Lesson(
                own.stream().map(s -> s.where(i -> patient.test(s.group()[i]))).toList(),
                fewer.stream()
                        .map(s -> s.where(i -> patient.test(s.group()[i])))
                        .toList(),
                curved);
    }

    /** @param curves by label */
    Lesson along(List<Curve> curves) {
        return new Lesson(along(own, curves), along(fewer, curves), curved);
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
