package org.gapwise.nn;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Starting values of weights. They are drawn in Java, so that they depend on the seed and on nothing of the engine. */
public final class Init {
    private Init() {}

    /** Uniform with variance 2 / (in + out), Glorot and Bengio 2010; shape [out, in, ...]. */
    public static Tensor xavierUniform(SplittableRandom random, long... shape) {
        long area = area(shape);
        double bound = Math.sqrt(6.0 / (area * (shape[0] + shape[1])));
        return uniform(random, bound, shape);
    }

    /** Uniform between -bound and bound. */
    public static Tensor uniform(SplittableRandom random, double bound, long... shape) {
        return fill(() -> (random.nextDouble() * 2 - 1) * bound, shape);
    }

    /** Normal with mean 0. */
    public static Tensor normal(SplittableRandom random, double deviation, long... shape) {
        return fill(() -> random.nextGaussian() * deviation, shape);
    }

    /** Normal with mean 0, drawn again beyond two deviations. */
    public static Tensor truncatedNormal(SplittableRandom random, double deviation, long... shape) {
        return fill(
                () -> {
                    double value = random.nextGaussian();
                    while (Math.abs(value) > 2) {
                        value = random.nextGaussian();
                    }
                    return value * deviation;
                },
                shape);
    }

    /** Normal with variance 2 / (out x area), He et al. 2015, as torchvision starts its convolutions. */
    public static Tensor kaiming(SplittableRandom random, long... shape) {
        return normal(random, Math.sqrt(2.0 / (shape[0] * area(shape))), shape);
    }

    private static long area(long[] shape) {
        return Arrays.stream(shape).skip(2).reduce(1, (a, b) -> a * b);
    }

    private static Tensor fill(DoubleSupplier draw, long... shape) {
        float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draw.getAsDouble();
        }
        return Tensor.of(values, shape);
    }
}
