package org.gapwise.core.metrics;

/**
 * The lower factor L of a positive definite matrix L L'.
 *
 * @param factor its rows; what is above the diagonal is 0
 */
public record Cholesky(double[][] factor) {

    /** @param matrix its lower half is read */
    public static Cholesky of(double[][] matrix) {
        int n = matrix.length;
        double[][] factor = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = matrix[a][b];
                for (int c = 0; c < b; c++) {
                    sum -= factor[a][c] * factor[b][c];
                }
                factor[a][b] = a == b ? Math.sqrt(sum) : sum / factor[b][b];
            }
        }
        return new Cholesky(factor);
    }

    /** What the matrix makes {@code y} of. */
    public double[] solve(double[] y) {
        double[] x = y.clone();
        for (int a = 0; a < x.length; a++) {
            for (int c = 0; c < a; c++) {
                x[a] -= factor[a][c] * x[c];
            }
            x[a] /= factor[a][a];
        }
        for (int a = x.length - 1; a >= 0; a--) {
            for (int c = a + 1; c < x.length; c++) {
                x[a] -= factor[c][a] * x[c];
            }
            x[a] /= factor[a][a];
        }
        return x;
    }

    /** Of the matrix. */
    public double[][] inverse() {
        double[][] inverse = new double[factor.length][];
        for (int column = 0; column < inverse.length; column++) {
            double[] one = new double[inverse.length];
            one[column] = 1;
            inverse[column] = solve(one);
        }
        return inverse;
    }
}
