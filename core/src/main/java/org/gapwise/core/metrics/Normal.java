package org.gapwise.core.metrics;

/** Tails of the standard normal distribution and of what is made of it. */
public final class Normal {

    private static final double FAR = 2.0;
    private static final int TERMS = 200;

    private Normal() {}

    /** P(Z > z), with a small relative error far into the tail too. */
    public static double upper(double z) {
        return 0.5 * erfc(z / Math.sqrt(2));
    }

    /** P(|Z| > |z|). */
    public static double twoSided(double z) {
        return erfc(Math.abs(z) / Math.sqrt(2));
    }

    /**
     * P(chi-square with so many degrees of freedom > x), by the recurrence over degrees of freedom from 1 or 2 upwards
     * (Abramowitz and Stegun 26.4.8).
     */
    static double upperChiSquare(double x, int freedom) {
        double half = x / 2;
        boolean odd = freedom % 2 == 1;
        double sum = odd ? twoSided(Math.sqrt(x)) : Math.exp(-half);
        // In logarithms, so that a large statistic does not overflow.
        double term = odd ? (Math.log(half) - Math.log(Math.PI)) / 2 - half + Math.log(2) : Math.log(half) - half;
        for (int v = odd ? 3 : 4; v <= freedom; v += 2) {
            sum += x == 0 ? 0 : Math.exp(term);
            term += Math.log(half) - Math.log(v / 2.0);
        }
        return x == 0 ? 1 : Math.min(1, sum);
    }

    /**
     * Complementary error function: near 0 by erf's series of positive terms, farther out by Laplace's continued
     * fraction (DLMF 7.6.2, 7.9.1), evaluated from its tail.
     */
    static double erfc(double x) {
        if (x < 0) {
            return 2 - erfc(-x);
        }
        double bell = Math.exp(-x * x) / Math.sqrt(Math.PI);
        return x < FAR ? 1 - 2 * bell * series(x) : bell / fraction(x);
    }

    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < TERMS; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return sum;
    }

    private static double fraction(double x) {
        double tail = x;
        for (int n = TERMS; n >= 1; n--) {
            tail = x + n / 2.0 / tail;
        }
        return tail;
    }
}
