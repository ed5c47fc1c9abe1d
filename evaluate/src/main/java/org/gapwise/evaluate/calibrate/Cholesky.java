package org.gapwise.evaluate.calibrate;

/** The factor L of a positive definite matrix L L'. */
record Cholesky(double[][] factor) {

    static Cholesky of(double[][] matrix) {
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

    /** Of the matrix. */
    double[][] inverse() {
        int n = factor.length;
        double[][] inverse = new double[n][n];
        for (int column = 0; column < n; column++) {
            double[] x = new double[n];
            x[column] = 1;
            for (int a = 0; a < n; a++) {
                for (int c = 0; c < a; c++) {
                    x[a] -= factor[a][c] * x[c];
                }
                x[a] /= factor[a][a];
            }
            for (int a = n - 1; a >= 0; a--) {
                for (int c = a + 1; c < n; c++) {
                    x[a] -= factor[c][a] * x[c];
                }
                x[a] /= factor[a][a];
            }
            inverse[column] = x;
        }
        return inverse;
    }
}
