package org.gapwise.core.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Two samples over the same bins. Neighboring bins are put together until in the smaller sample each would hold so many
 * that the chi-square distribution can be trusted far into its tail.
 */
public final class Shares {

    /** Expected cases of a bin in the smaller sample, at least. */
    private static final int LEAST = 10;

    private static final double TWO_SIDED_95 = 1.959963984540054;
    private static final double ADDED = 0.5;

    private final List<int[]> bins;
    private final int before;
    private final int now;

    private Shares(List<int[]> bins, int before, int now) {
        this.bins = bins;
        this.before = before;
        this.now = now;
    }

    /** Bins that one of them lacks hold nothing there. */
    public static Shares of(List<Integer> before, List<Integer> now) {
        int n = total(before);
        int m = total(now);
        double least = (double) LEAST * (n + m) / Math.max(1, Math.min(n, m));
        List<int[]> bins = new ArrayList<>();
        int[] open = new int[2];
        for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
            open[0] += i < before.size() ? before.get(i) : 0;
            open[1] += i < now.size() ? now.get(i) : 0;
            if (open[0] + open[1] >= least) {
                bins.add(open);
                open = new int[2];
            }
        }
        if (!bins.isEmpty()) {
            int[] last = bins.get(bins.size() - 1);
            last[0] += open[0];
            last[1] += open[1];
        }
        return new Shares(bins, n, m);
    }

    private static int total(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** Pearson's test that both are drawn from the same; empty where fewer than two bins can be told apart. */
    public OptionalDouble p() {
        if (bins.size() < 2) {
            return OptionalDouble.empty();
        }
        double statistic = 0;
        for (int[] bin : bins) {
            double share = (bin[0] + bin[1]) / ((double) before + now);
            double off = bin[0] - share * before;
            // What one sample has too many of the other has too few of.
            statistic += off * off * (1 / (share * before) + 1 / (share * now));
        }
        return OptionalDouble.of(Normal.upperChiSquare(statistic, bins.size() - 1));
    }

    /**
     * Population stability index, the sum of (p - q) log(p / q), less what chance alone is expected to add, with a normal
     * interval at 95 %: its variance from p and q by linearization, and from chance as of a chi-square statistic. Undefined
     * as {@link #p}.
     */
    public Estimate stability() {
        int n = before + now;
        if (bins.size() < 2) {
            return Estimate.undefined(n);
        }
        double index = 0;
        double[] first = new double[2];
        double[] second = new double[2];
        for (int[] bin : bins) {
            double p = (bin[0] + ADDED) / (before + ADDED * bins.size());
            double q = (bin[1] + ADDED) / (now + ADDED * bins.size());
            index += (p - q) * Math.log(p / q);
            double[] slopes = {Math.log(p / q) + 1 - q / p, Math.log(q / p) + 1 - p / q};
            first[0] += p * slopes[0];
            second[0] += p * slopes[0] * slopes[0];
            first[1] += q * slopes[1];
            second[1] += q * slopes[1] * slopes[1];
        }
        double unit = 1.0 / before + 1.0 / now;
        double freedom = bins.size() - 1;
        double variance = (second[0] - first[0] * first[0]) / before
                + (second[1] - first[1] * first[1]) / now
                + 2 * freedom * unit * unit;
        double plain = Math.max(0, index - freedom * unit);
        double half = TWO_SIDED_95 * Math.sqrt(variance);
        double low = Math.max(0, index - freedom * unit - half);
        return Estimate.of(
                OptionalDouble.of(plain),
                Optional.of(new Interval(low, Math.max(low, index - freedom * unit + half))),
                n);
    }
}
