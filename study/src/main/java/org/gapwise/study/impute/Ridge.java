package org.gapwise.study.impute;

import org.gapwise.core.metrics.Cholesky;

/**
 * Linear least squares with a penalty on the squared weights, but not on the constant (Hoerl, Kennard, Technometrics
 * 1970): one column on all others, all its levels at once.
 *
 * @param weights by level of the column (one for a quantity), over the whole design; 0 at the column itself
 * @param low smallest training value of a quantity
 * @param high largest
 */
record Ridge(double[][] weights, double low, double high) {

    /** @param gram lower half, over the rows that have the column */
    static double[][] solve(double[][] gram, int begin, int end, double penalty) {
        int[] others = others(gram.length, begin, end);
        Cholesky factor = Cholesky.of(penalized(gram, others, penalty));
        double[][] weights = new double[end - begin][gram.length];
        for (int level = begin; level < end; level++) {
            double[] y = new double[others.length];
            for (int a = 0; a < y.length; a++) {
                y[a] = at(gram, others[a], level);
            }
            double[] x = factor.solve(y);
            for (int a = 0; a < x.length; a++) {
                weights[level - begin][others[a]] = x[a];
            }
        }
        return weights;
    }

    /** The value within what training has seen, or the level with the largest score. */
    double predict(double[] x, boolean quantity) {
        double[] scores = new double[weights.length];
        for (int level = 0; level < scores.length; level++) {
            for (int i = 0; i < x.length; i++) {
                scores[level] += weights[level][i] * x[i];
            }
        }
        return quantity ? Math.max(low, Math.min(high, scores[0])) : MeanImputer.largest(scores);
    }

    private static int[] others(int width, int begin, int end) {
        int[] others = new int[width - (end - begin)];
        for (int i = 0; i < others.length; i++) {
            others[i] = i < begin ? i : i + end - begin;
        }
        return others;
    }

    private static double at(double[][] gram, int a, int b) {
        return a >= b ? gram[a][b] : gram[b][a];
    }

    /** The lower half. */
    private static double[][] penalized(double[][] gram, int[] others, double penalty) {
        int n = others.length;
        double[][] matrix = new double[n][];
        for (int a = 0; a < n; a++) {
            matrix[a] = new double[a + 1];
            for (int b = 0; b <= a; b++) {
                matrix[a][b] = at(gram, others[a], others[b]) + (a == b && a < n - 1 ? penalty : 0);
            }
        }
        return matrix;
    }
}
