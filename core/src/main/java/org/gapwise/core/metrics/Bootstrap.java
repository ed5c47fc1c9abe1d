package org.gapwise.core.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.Seeds;

/**
 * Resamples whole groups (patients) with replacement, so that several cases of a patient do not count as independent
 * evidence; intervals are percentiles (Efron; Field and Welsh 2007 for clusters). A resample is a function of the seed
 * and its number, so results do not depend on threads, and two statistics measured together are paired.
 *
 * @param resamples how many, e.g. 2000; 0 gives no intervals
 * @param level e.g. 0.95
 */
public record Bootstrap(int resamples, double level, long seed) {

    /** Fewer groups than this on either side of a figure make no interval: it would be confidently wrong. */
    public static final int MIN_GROUPS = 5;

    public Bootstrap {
        if (resamples < 0) {
            throw new IllegalArgumentException("resamples is " + resamples + ", must be at least 0");
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level is " + level + ", must be between 0 and 1");
        }
    }

    public static Bootstrap of(int resamples, long seed) {
        return new Bootstrap(resamples, 0.95, seed);
    }

    /** Computes figures of a weighted data set; called from several threads. */
    @FunctionalInterface
    public interface Statistic {

        /**
         * @param weights by case: how often it was drawn
         * @param into receives the figures, NaN where undefined
         */
        void measure(int[] weights, double[] into);
    }

    /**
     * Measures every resample.
     *
     * @param group [N] the group of each case, numbered from 0 without holes
     * @param figures how many figures the statistic gives
     */
    public Draws draw(int[] group, int figures, Statistic statistic) {
        int groups = Arrays.stream(group).max().orElse(-1) + 1;
        double[][] values = new double[figures][resamples];
        if (groups == 0) {
            for (double[] figure : values) {
                Arrays.fill(figure, Double.NaN);
            }
            return new Draws(values, level, groups);
        }
        IntStream.range(0, resamples).parallel().forEach(r -> {
            int[] times = times(groups, r);
            int[] weights = new int[group.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = times[group[i]];
            }
            double[] into = new double[figures];
            statistic.measure(weights, into);
            for (int f = 0; f < figures; f++) {
                values[f][r] = into[f];
            }
        });
        return new Draws(values, level, groups);
    }

    /**
     * How often a resample draws each group.
     *
     * @param resample its number, from 0
     */
    public int[] times(int groups, int resample) {
        SplittableRandom random = Seeds.of(seed, "bootstrap", resample);
        int[] times = new int[groups];
        for (int i = 0; i < groups; i++) {
            times[random.nextInt(groups)]++;
        }
        return times;
    }

    /** The figures of all resamples. */
    public static final class Draws {

        private final double[][] values;
        private final double tail;

        /**
         * Figures measured elsewhere, on many groups.
         *
         * @param values [figures][resamples], NaN where undefined
         */
        public Draws(double[][] values, double level) {
            this.values = values;
            this.tail = (1 - level) / 2;
        }

        private Draws(double[][] values, double level, int groups) {
            this.values = values;
            this.tail = groups < 2 ? (1 - level) / 2 : expanded((1 - level) / 2, groups);
        }

        /** Student's t by the first terms of its expansion in 1/(n-1) (Abramowitz and Stegun 26.7.5). */
        private static double expanded(double tail, int groups) {
            double z = -NormalScore.of(tail);
            double freedom = groups - 1.0;
            double t = z
                    + z * (z * z + 1) / (4 * freedom)
                    + z * (5 * Math.pow(z, 4) + 16 * z * z + 3) / (96 * freedom * freedom);
            return Normal.upper(t * Math.sqrt(groups / freedom));
        }

        /**
         * Percentile interval of a figure, a little wider than the plain one: a resample of n groups varies less than
         * the n groups do, and its percentiles are those of a normal, not of Student's t (Hesterberg, The American
         * Statistician 2015, "expanded percentile"). Empty when it is undefined in more than half of the resamples.
         */
        public Optional<Interval> interval(int figure) {
            double[] defined = Arrays.stream(values[figure])
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            if (defined.length == 0 || 2 * defined.length < values[figure].length) {
                return Optional.empty();
            }
            return Optional.of(new Interval(quantile(defined, tail), quantile(defined, 1 - tail)));
        }

        /** Linear between order statistics. */
        private static double quantile(double[] sorted, double q) {
            double at = q * (sorted.length - 1);
            int below = (int) Math.floor(at);
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
        }
    }
}
