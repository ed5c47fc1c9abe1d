package org.gapwise.evaluate.study;

import java.util.Arrays;
import org.gapwise.core.Seeds;
import org.gapwise.core.metrics.Bootstrap;

/** The resamples of one fold's patients, drawn once and used for every method and level. */
final class Resamples {

    private final int[] group;
    private final byte[][] times;

    Resamples(int[] group, int count, long seed, int fold) {
        this.group = group.clone();
        int groups = Arrays.stream(group).max().orElse(-1) + 1;
        Bootstrap bootstrap = Bootstrap.of(count, Seeds.mix(seed, "study", fold));
        times = new byte[groups == 0 ? 0 : count][];
        Arrays.setAll(times, r -> narrow(bootstrap.times(groups, r)));
    }

    // A group drawn more than 127 times in as many draws as there are groups does not happen (chance below 1e-200).
    private static byte[] narrow(int[] counts) {
        byte[] narrow = new byte[counts.length];
        for (int i = 0; i < counts.length; i++) {
            narrow[i] = (byte) Math.min(counts[i], Byte.MAX_VALUE);
        }
        return narrow;
    }

    /** A figure of weighted cases; called from one thread. */
    @FunctionalInterface
    interface Weighted {
        /** Writes the figures, NaN where undefined. */
        void measure(int[] weights, double[] into);
    }

    /**
     * Every figure on the cases as they are and then in the first {@code count} resamples.
     *
     * @return [figures][1 + count]
     */
    double[][] measure(int figures, int count, Weighted weighted) {
        int most = Math.min(count, times.length);
        double[][] values = new double[figures][1 + most];
        int[] weights = new int[group.length];
        double[] into = new double[figures];
        for (int r = 0; r <= most; r++) {
            weigh(r, weights);
            weighted.measure(weights, into);
            for (int f = 0; f < figures; f++) {
                values[f][r] = into[f];
            }
        }
        return values;
    }

    private void weigh(int resample, int[] weights) {
        if (resample == 0) {
            Arrays.fill(weights, 1);
            return;
        }
        byte[] drawn = times[resample - 1];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = drawn[group[i]];
        }
    }
}
