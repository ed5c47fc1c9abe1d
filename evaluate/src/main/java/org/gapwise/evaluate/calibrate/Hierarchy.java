package org.gapwise.evaluate.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gapwise.core.calibrate.Curve;
import org.gapwise.core.calibrate.Logistic;

/**
 * The maps of a label: one a pattern, learned together with those of other labels and patterns ({@link MixedEffects}). First from
 * all cases, also as they are when modalities are taken away, so that a pattern that few or none have by nature is known from the
 * others; then, from cases as they are, what those who lack something by nature differ by.
 *
 * @param curve that all patterns share, before their maps
 * @param common for patterns that were not met
 * @param strength precision of the maps of patterns about the common one
 * @param patterns by number
 */
record Hierarchy(Curve curve, Logistic common, double strength, List<Logistic> patterns) {

    Hierarchy {
        patterns = List.copyOf(patterns);
    }

    /** By label. */
    static List<Hierarchy> fit(Lesson lesson, Form form) {
        if (form == Form.IDENTITY) {
            return lesson.own().stream().map(Hierarchy::nothing).toList();
        }
        List<Curve> curves = IntStream.range(0, lesson.own().size())
                .mapToObj(l -> form == Form.ISOTONIC && lesson.curved().get(l)
                        ? IsotonicFit.of(lesson.own().get(l))
                        : Curve.NONE)
                .toList();
        Lesson straight = lesson.along(curves);
        MixedEffects first = MixedEffects.of(straight.all(), form);
        Logistic[][] byPattern = first.maps();
        List<Hierarchy> maps = new ArrayList<>();
        for (int l = 0; l < curves.size(); l++) {
            maps.add(new Hierarchy(curves.get(l), first.common(l), first.strength(), Arrays.asList(byPattern[l])));
        }
        return lesson.hasFewer() ? moved(maps, lesson.own(), form) : maps;
    }

    private static Hierarchy nothing(Sample sample) {
        return new Hierarchy(
                Curve.NONE,
                Logistic.IDENTITY,
                1,
                IntStream.range(0, sample.patterns())
                        .mapToObj(p -> Logistic.IDENTITY)
                        .toList());
    }

    /** What is left for cases as they are. */
    private static List<Hierarchy> moved(List<Hierarchy> maps, List<Sample> own, Form form) {
        List<Sample> mapped = IntStream.range(0, own.size())
                .mapToObj(l -> own.get(l).saying(maps.get(l).of(own.get(l))))
                .toList();
        MixedEffects left = MixedEffects.of(mapped, form);
        Logistic[][] byPattern = left.maps();
        return IntStream.range(0, maps.size())
                .mapToObj(l -> maps.get(l).then(left.common(l), byPattern[l]))
                .toList();
    }

    private Hierarchy then(Logistic all, Logistic[] next) {
        return new Hierarchy(
                curve,
                then(common, all),
                strength,
                IntStream.range(0, next.length)
                        .mapToObj(p -> then(patterns.get(p), next[p]))
                        .toList());
    }

    private static Logistic then(Logistic one, Logistic next) {
        return new Logistic(one.slope() * next.slope(), next.slope() * one.offset() + next.offset());
    }

    /** The log odds after calibration. */
    double of(int pattern, double logit) {
        Logistic map = patterns.get(pattern);
        return map.slope() * curve.of(logit) + map.offset();
    }

    /** [N] of all its cases. */
    double[] of(Sample sample) {
        double[] answers = new double[sample.size()];
        Arrays.setAll(answers, i -> of(sample.pattern()[i], sample.logit()[i]));
        return answers;
    }
}
