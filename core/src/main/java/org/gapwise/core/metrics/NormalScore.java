package org.gapwise.core.metrics;

/** The inverse of the standard normal distribution, by bisection on a series: slow, exact enough, and plain. */
public final class NormalScore {

    private NormalScore() {}

    /** The z with P(Z &lt; z) = p, for p in (0, 1). */
    public static double of(double p) {
        double low = -9;
        double high = 9;
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (below(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/(3*5) + ...), Abramowitz and Stegun 26.2.11. */
    private static double below(double z) {
        if (z < -8) {
            return 0;
        }
        if (z > 8) {
            return 1;
        }
        double term = z;
        double sum = z;
        for (int k = 3; Math.abs(term) > 1e-17 && k < 400; k += 2) {
            term *= z * z / k;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}
