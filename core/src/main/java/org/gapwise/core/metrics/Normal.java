package org.gapwise.core.metrics;

/** The standard normal distribution. */
final class Normal {

    private static final double FAR = 2.0;
    private static final int TERMS = 200;

    private Normal() {}

    /** P(Z > z), with a small relative error far into the tail too. */
    static double upper(double z) {
        return 0.5 * erfc(z / Math.sqrt(2));
    }

    /** P(|Z| > |z|). */
    static double twoSided(double z) {
        return erfc(Math.abs(z) / Math.sqrt(2));
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
