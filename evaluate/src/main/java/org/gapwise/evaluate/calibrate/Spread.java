package org.gapwise.evaluate.calibrate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.gapwise.evaluate.calibrate.Symmetric.Pair;

/** How far effects spread around none: the variances of slopes and of offsets, by kind of effect. */
record Spread(Map<Kind, Pair> variances) {

    private static final double FIRST = 0.05;
    /** None, but for rounding. */
    private static final double LEAST = 1e-7;
    /** More than any model is wrong by. */
    private static final double MOST = 25;

    /** What an effect belongs to. */
    enum Kind {
        ALL,
        LABEL,
        PATTERN,
        /** A label under a pattern. */
        BOTH
    }

    Spread {
        variances = new EnumMap<>(variances);
    }

    /** Before any case was looked at. */
    static Spread first() {
        Map<Kind, Pair> variances = new EnumMap<>(Kind.class);
        Arrays.stream(Kind.values()).forEach(kind -> variances.put(kind, new Pair(FIRST, FIRST)));
        return new Spread(variances);
    }

    Pair variance(Kind kind) {
        return variances.getOrDefault(kind, Pair.NONE);
    }

    Symmetric precision(Kind kind) {
        return new Symmetric(1 / variance(kind).slope(), 0, 1 / variance(kind).offset());
    }

    /** Mean squares of effects, with their uncertainty: the next spreads of EM. */
    static final class Count {

        private final Map<Kind, double[]> sums = new EnumMap<>(Kind.class);

        /** @param square of an effect, as expected; it counts as one */
        void add(Kind kind, Pair square) {
            double[] sum = sums.computeIfAbsent(kind, k -> new double[3]);
            sum[0]++;
            sum[1] += square.slope();
            sum[2] += square.offset();
        }

        Spread next() {
            Map<Kind, Pair> variances = new EnumMap<>(Kind.class);
            sums.forEach(
                    (kind, sum) -> variances.put(kind, new Pair(bounded(sum[1] / sum[0]), bounded(sum[2] / sum[0]))));
            return new Spread(variances);
        }

        private static double bounded(double variance) {
            return Math.min(MOST, Math.max(LEAST, variance));
        }
    }
}
