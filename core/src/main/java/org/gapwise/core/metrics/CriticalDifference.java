package org.gapwise.core.metrics;

import java.util.Arrays;

/**
 * Friedman's test of mean ranks and Nemenyi's critical difference (Demsar, JMLR 7, 2006): mean ranks closer than that
 * were not told apart. Both take the blocks (data sets, levels) for independent.
 *
 * @param methods compared
 * @param blocks in which they were ranked
 * @param chiSquare Friedman's statistic
 * @param p that ranks so far apart arise by chance
 * @param distance between two mean ranks from which on they differ
 */
public record CriticalDifference(int methods, int blocks, double chiSquare, double p, double distance) {

    private static final double STEP = 0.01;
    private static final double FAR = 8;

    /**
     * @param meanRanks [K] from 1, ties averaged; at least two
     * @param alpha e.g. 0.05
     */
    public static CriticalDifference of(double[] meanRanks, int blocks, double alpha) {
        double k = meanRanks.length;
        if (k < 2 || blocks < 1) {
            throw new IllegalArgumentException(meanRanks.length + " methods in " + blocks + " blocks: need 2 in 1");
        }
        double squares = Arrays.stream(meanRanks).map(r -> r * r).sum();
        double chi = 12.0 * blocks / (k * (k + 1)) * (squares - k * (k + 1) * (k + 1) / 4);
        double distance = quantile((int) k, alpha) * Math.sqrt(k * (k + 1) / (6.0 * blocks));
        return new CriticalDifference(
                (int) k, blocks, Math.max(0, chi), Normal.upperChiSquare(Math.max(0, chi), (int) k - 1), distance);
    }

    /** Of the studentized range with infinite degrees of freedom, divided by the square root of 2. */
    static double quantile(int k, double alpha) {
        double low = 0;
        double high = 2 * FAR;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (rangeBelow(middle, k) < 1 - alpha) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2 / Math.sqrt(2);
    }

    /** P(range of k standard normals is below q), by the trapezoid rule. */
    private static double rangeBelow(double q, int k) {
        double sum = 0;
        for (double z = -FAR; z <= FAR + q; z += STEP) {
            double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            sum += density * Math.pow(Normal.upper(z - q) - Normal.upper(z), k - 1);
        }
        return k * sum * STEP;
    }
}
