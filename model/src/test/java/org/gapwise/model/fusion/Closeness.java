package org.gapwise.model.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import org.gapwise.nn.Tensor;

/** Equal up to a share of the largest expected value. */
final class Closeness {

    private Closeness() {}

    static void check(String name, Tensor found, Tensor expected, double tolerance) {
        assertThat(found.shape()).as(name).isEqualTo(expected.shape());
        float[] a = found.toFloats();
        float[] b = expected.toFloats();
        double largest = 1e-6;
        double worst = 0;
        for (int i = 0; i < b.length; i++) {
            assertThat(Float.isFinite(a[i])).as(name + " is finite").isTrue();
            largest = Math.max(largest, Math.abs(b[i]));
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        assertThat(worst / largest).as(name).isLessThan(tolerance);
    }
}
