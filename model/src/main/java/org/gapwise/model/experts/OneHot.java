package org.gapwise.model.experts;

import org.gapwise.nn.Tensor;

/** Classes as rows of zeros with a single one. */
public final class OneHot {

    private OneHot() {}

    /** {@code [n, n]}: row i is the class i. */
    public static Tensor identity(int n) {
        float[] rows = new float[n * n];
        for (int i = 0; i < n; i++) {
            rows[i * n + i] = 1;
        }
        return Tensor.of(rows, n, n);
    }
}
