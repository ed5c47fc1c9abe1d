package org.gapwise.core.metrics;

/** Exact test of two shares (Fisher 1922): two-sided, over all tables that are no more likely than the one seen. */
public final class Fisher {

    private static final double SLACK = 1e-9;
    private static final int EXACT = 20;

    private Fisher() {}

    /**
     * @param a hits of n
     * @param b hits of m
     */
    public static double p(int a, int n, int b, int m) {
        if (a < 0 || a > n || b < 0 || b > m) {
            throw new IllegalArgumentException(a + " of " + n + " and " + b + " of " + m + " are no shares");
        }
        int hits = a + b;
        double whole = choose(n + m, hits);
        double seen = choose(n, a) + choose(m, b);
        double sum = 0;
        for (int k = Math.max(0, hits - m); k <= Math.min(n, hits); k++) {
            double log = choose(n, k) + choose(m, hits - k);
            sum += log <= seen + SLACK ? Math.exp(log - whole) : 0;
        }
        return Math.min(1, sum);
    }

    private static double choose(int n, int k) {
        return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    }

    /** By Stirling's series (DLMF 5.11.1), which is exact to the last digits from 20 upwards. */
    private static double logFactorial(int n) {
        if (n < EXACT) {
            double product = 1;
            for (int i = 2; i <= n; i++) {
                product *= i;
            }
            return Math.log(product);
        }
        double x = n;
        double square = x * x;
        return x * Math.log(x)
                - x
                + Math.log(2 * Math.PI * x) / 2
                + (1 / 12.0 - (1 / 360.0 - 1 / 1260.0 / square) / square) / x;
    }
}
