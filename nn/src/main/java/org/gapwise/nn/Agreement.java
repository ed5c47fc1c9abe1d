package org.gapwise.nn;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Whether a kernel that wants weights in an order of its own computes what the plain operation does. Not every release of oneDNN
 * does on every processor: on some of 2025 version 3.x puts the last channels of weights in a wrong order where they fill
 * no whole block, and says nothing.
 */
final class Agreement {

    /** Numbers of each channel, so that one of them is large. */
    static final long ENOUGH = 8;

    /** Of the largest number of a channel: several times what rounding leaves, and far less than what a wrong order does. */
    private static final double FULL = 1e-4;

    private static final double HALF = 2e-2;

    private static final long SEED = 1;
    /** A prime, so that no channel is asked for the same numbers as the one beside it. */
    private static final int DRAWN = 4099;

    private Agreement() {}

    /**
     * Asks both for the same numbers, in the type of the weights, and compares channel by channel, which are in dimension 1 of
     * what they give. A kernel that cannot is none that agrees.
     */
    static boolean of(UnaryOperator<Tensor> kernel, UnaryOperator<Tensor> plain, ElementType type, long... shape) {
        try (Scope scope = Scope.open();
                NoGrad none = NoGrad.on()) {
            Tensor x = drawn(shape).to(type);
            Tensor expected = Precision.whole(() -> plain.apply(x)).toFloat();
            Tensor off = Precision.whole(() -> kernel.apply(x)).toFloat().minus(expected);
            double tolerance = type == ElementType.BF16 ? HALF : FULL;
            return expected.count() == 0 || isWithin(largest(off), tolerance, largest(expected));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean isWithin(float[] off, double tolerance, float[] expected) {
        for (int channel = 0; channel < off.length; channel++) {
            // Never true of NaN.
            if (!(off[channel] <= tolerance * expected[channel])) {
                return false;
            }
        }
        return true;
    }

    /** By channel. */
    private static float[] largest(Tensor x) {
        return x.transpose(0, 1).flatten(1).abs().max(1).toFloats();
    }

    private static Tensor drawn(long... shape) {
        float[] few = Init.normal(new SplittableRandom(SEED), 1, DRAWN).toFloats();
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        float[] many = new float[Math.toIntExact(count)];
        for (int i = 0; i < many.length; i++) {
            many[i] = few[i % DRAWN];
        }
        return Tensor.of(many, shape);
    }
}
