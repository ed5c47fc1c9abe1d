package org.gapwise.nn;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Whether a kernel that wants weights in an order of its own computes what the plain operation does. Not every release of oneDNN
 * does on every processor: on some of 2025 version 3.x puts the last channels of weights in a wrong order where they fill
 * no whole block, and says nothing.
 */
final class Agreement {

    /** Of the largest number: several times what rounding leaves, and far less than what a wrong order does. */
    private static final double FULL = 1e-4;

    private static final double HALF = 2e-2;

    private static final long SEED = 1;

    private Agreement() {}

    /** Asks both for the same drawn numbers, in the type of the weights. */
    static boolean of(UnaryOperator<Tensor> kernel, UnaryOperator<Tensor> plain, ElementType type, long... shape) {
        try (Scope scope = Scope.open();
                NoGrad none = NoGrad.on()) {
            Tensor x = Init.normal(new SplittableRandom(SEED), 1, shape).to(type);
            Tensor expected = Precision.whole(() -> plain.apply(x)).toFloat();
            Tensor off = Precision.whole(() -> kernel.apply(x)).toFloat().minus(expected);
            double tolerance = type == ElementType.BF16 ? HALF : FULL;
            return expected.count() == 0 || largest(off) <= tolerance * largest(expected);
        }
    }

    /** NaN where any is. */
    private static double largest(Tensor x) {
        return x.abs().flatten(0).max(0).item();
    }
}
