package org.gapwise.core.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Two correlated AUROCs on the same cases, and whether they differ (DeLong, DeLong, Clarke-Pearson 1988), from midranks
 * in O(N log N) (Sun and Xu 2014). Cases count as independent: with several cases a patient prefer the bootstrap.
 *
 * @param aucA AUROC of the first
 * @param aucB AUROC of the second
 * @param varianceA of aucA, unbiased
 * @param varianceB of aucB
 * @param covariance of the two
 */
public record DeLong(double aucA, double aucB, double varianceA, double varianceB, double covariance) {

    /**
     * @param a [N] scores of the first predictor
     * @param b [N] scores of the second on the same cases
     * @param positive [N]
     * @return empty with fewer than two positive or two negative cases
     */
    public static Optional<DeLong> of(double[] a, double[] b, boolean[] positive) {
        Placements first = Placements.of(a, positive);
        Placements second = Placements.of(b, positive);
        if (first.ofPositives.length < 2 || first.ofNegatives.length < 2) {
            return Optional.empty();
        }
        return Optional.of(new DeLong(
                mean(first.ofPositives),
                mean(second.ofPositives),
                first.covariance(first),
                second.covariance(second),
                first.covariance(second)));
    }

    /** Variance of the difference. */
    public double varianceOfDifference() {
        return varianceA + varianceB - 2 * covariance;
    }

    /** Standard normal under no difference; empty when the difference does not vary. */
    public OptionalDouble z() {
        double variance = varianceOfDifference();
        // Equal curves leave a rest of rounding only.
        return variance <= 1e-15 * (varianceA + varianceB)
                ? OptionalDouble.empty()
                : OptionalDouble.of((aucA - aucB) / Math.sqrt(variance));
    }

    public OptionalDouble pTwoSided() {
        OptionalDouble z = z();
        return z.isEmpty() ? z : OptionalDouble.of(Normal.twoSided(z.getAsDouble()));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /** For each positive the share of negatives below it, for each negative the share of positives above it. */
    private record Placements(double[] ofPositives, double[] ofNegatives) {

        static Placements of(double[] scores, boolean[] positive) {
            Order.check(scores, positive);
            double[] yes = pick(scores, positive, true);
            double[] no = pick(scores, positive, false);
            double[] among = Order.midranks(scores);
            double[] amongYes = pick(among, positive, true);
            double[] amongNo = pick(among, positive, false);
            double[] own = Order.midranks(yes);
            for (int i = 0; i < yes.length; i++) {
                amongYes[i] = (amongYes[i] - own[i]) / no.length;
            }
            own = Order.midranks(no);
            for (int i = 0; i < no.length; i++) {
                amongNo[i] = 1 - (amongNo[i] - own[i]) / yes.length;
            }
            return new Placements(amongYes, amongNo);
        }

        double covariance(Placements other) {
            return covariance(ofPositives, other.ofPositives) / ofPositives.length
                    + covariance(ofNegatives, other.ofNegatives) / ofNegatives.length;
        }

        private static double covariance(double[] x, double[] y) {
            double meanX = mean(x);
            double meanY = mean(y);
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += (x[i] - meanX) * (y[i] - meanY);
            }
            return sum / (x.length - 1);
        }

        private static double[] pick(double[] values, boolean[] positive, boolean wanted) {
            double[] picked = new double[values.length];
            int n = 0;
            for (int i = 0; i < values.length; i++) {
                if (positive[i] == wanted) {
                    picked[n++] = values[i];
                }
            }
            return Arrays.copyOf(picked, n);
        }
    }
}
