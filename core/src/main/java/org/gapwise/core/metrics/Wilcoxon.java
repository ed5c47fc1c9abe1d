package org.gapwise.core.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Signed-rank test of paired differences (Wilcoxon 1945): normal approximation with correction for ties and without
 * continuity correction; the ranks of zero differences are split between both sides ("zsplit"). On correctness per
 * annotation (1 right, 0 wrong) this is MARIA's comparison of two methods.
 *
 * @param positiveRanks sum of the ranks of positive differences, with half of the ranks of zeros
 * @param z standard normal under no difference; empty without a pair
 * @param n pairs
 */
public record Wilcoxon(double positiveRanks, OptionalDouble z, int n) {

    /** @param differences [N] first minus second */
    public static Wilcoxon of(double[] differences) {
        int n = differences.length;
        double[] sizes = new double[n];
        for (int i = 0; i < n; i++) {
            if (Double.isNaN(differences[i])) {
                throw new IllegalArgumentException("difference " + i + " is not a number");
            }
            sizes[i] = Math.abs(differences[i]);
        }
        double[] ranks = Order.midranks(sizes);
        double positive = 0;
        for (int i = 0; i < n; i++) {
            positive += differences[i] > 0 ? ranks[i] : differences[i] == 0 ? ranks[i] / 2 : 0;
        }
        double count = n;
        double mean = count * (count + 1) / 4;
        double variance = (count * (count + 1) * (2 * count + 1) - ties(sizes) / 2) / 24;
        return new Wilcoxon(positive, Metric.defined((positive - mean) / Math.sqrt(variance)), n);
    }

    /**
     * Differences of correctness at a threshold.
     *
     * @param a [N] probabilities of the first
     * @param b [N] probabilities of the second
     * @param positive [N]
     */
    public static Wilcoxon ofCorrectness(double[] a, double[] b, boolean[] positive, double threshold) {
        Order.check(a, positive);
        Order.check(b, positive);
        double[] differences = new double[positive.length];
        for (int i = 0; i < differences.length; i++) {
            int first = a[i] >= threshold == positive[i] ? 1 : 0;
            int second = b[i] >= threshold == positive[i] ? 1 : 0;
            differences[i] = first - second;
        }
        return of(differences);
    }

    /**
     * The same test from counts alone, for right against wrong.
     *
     * @param wins pairs in which only the first is right
     * @param losses pairs in which only the second is right
     * @param equal all other pairs
     */
    public static Wilcoxon ofCounts(int wins, int losses, int equal) {
        double unequal = (double) wins + losses;
        double zeros = equal;
        double count = unequal + zeros;
        double positive = wins * (zeros + (unequal + 1) / 2) + zeros * (zeros + 1) / 4;
        double mean = count * (count + 1) / 4;
        double ties = zeros * zeros * zeros - zeros + unequal * unequal * unequal - unequal;
        double variance = (count * (count + 1) * (2 * count + 1) - ties / 2) / 24;
        return new Wilcoxon(positive, Metric.defined((positive - mean) / Math.sqrt(variance)), wins + losses + equal);
    }

    /** One-sided: how likely so much in favor of the first is by chance. */
    public OptionalDouble pFirstGreater() {
        return z.isEmpty() ? z : OptionalDouble.of(Normal.upper(z.getAsDouble()));
    }

    /** One-sided: how likely so much in favor of the second is by chance. */
    public OptionalDouble pSecondGreater() {
        return z.isEmpty() ? z : OptionalDouble.of(Normal.upper(-z.getAsDouble()));
    }

    /** Sum of t^3 - t over the sets of equal sizes. */
    private static double ties(double[] sizes) {
        double[] sorted = sizes.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int start = 0; start < sorted.length; ) {
            int end = start;
            while (end < sorted.length && sorted[end] == sorted[start]) {
                end++;
            }
            double t = end - start;
            sum += t * t * t - t;
            start = end;
        }
        return sum;
    }
}
