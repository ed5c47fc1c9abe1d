package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearTest {

    /** Rounding of 32 bits, and of 16 on the way in, in the weights and on the way out. */
    private static final double FULL = 1e-5;

    private static final double HALF = 3e-2;

    /** Few weights and many, for the latter are put in another order; rows more and fewer than they are ordered for. */
    @ParameterizedTest
    @CsvSource({"5, 3, true", "130, 300, true", "256, 200, false", "1000, 33, true"})
    void settledWeightsGiveTheSame(int in, int out, boolean bias) {
        SplittableRandom random = new SplittableRandom(3);
        try (Scope scope = Scope.open();
                NoGrad guard = NoGrad.on();
                Linear learning = new Linear(in, out, bias, random);
                Linear settled = new Linear(in, out, bias, random)) {
            learning.state().forEach((name, tensor) -> tensor.assign(Init.normal(random, 0.2, tensor.shape())));
            settled.load(learning.state());
            settled.settle();
            for (long[] shape : List.of(new long[] {1, in}, new long[] {7, 3, in}, new long[] {150, in})) {
                Tensor x = Init.normal(random, 1, shape);
                Tensor expected = learning.apply(x);
                assertClose(settled.apply(x), expected, FULL);
                assertClose(settled.rectified(x), expected.relu(), FULL);
                assertClose(Precision.BF16.run(() -> settled.apply(x)), expected, HALF);
                assertClose(Precision.BF16.run(() -> settled.rectified(x)), expected.relu(), HALF);
            }
            assertThat(settled.apply(Tensor.zeros(0, in)).shape()).containsExactly(0, out);
            assertThat(settled.rectified(Tensor.zeros(2, 0, in)).shape()).containsExactly(2, 0, out);
        }
    }

    /** Every other row: what lies between must not be read. */
    @ParameterizedTest
    @CsvSource({"5, 3", "256, 200"})
    void rowsNeedNotLieSideBySide(int in, int out) {
        SplittableRandom random = new SplittableRandom(5);
        try (Scope scope = Scope.open();
                NoGrad guard = NoGrad.on();
                Linear linear = new Linear(in, out, true, random)) {
            linear.settle();
            Tensor x = Init.normal(random, 1, in, 9).transpose(0, 1);
            assertClose(linear.apply(x), linear.apply(x.contiguous()), 0);
        }
    }

    private static void assertClose(Tensor found, Tensor expected, double share) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        double most = expected.abs().flatten(0).max(0).item();
        assertThat((double) found.minus(expected).abs().flatten(0).max(0).item())
                .isLessThanOrEqualTo(share * most);
    }
}
