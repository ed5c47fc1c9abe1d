package org.gapwise.data.simulate;

import java.util.SplittableRandom;

/** The standard normal distribution, the same to the last bit on every platform. */
final class Bell {

    private Bell() {}

    /** One draw (Box and Muller 1958). */
    static double draw(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    /** The chance to fall between two bounds, by Simpson's rule. */
    static double between(double low, double high) {
        int steps = 400;
        double width = (high - low) / steps;
        double sum = density(low) + density(high);
        for (int i = 1; i < steps; i++) {
            sum += density(low + i * width) * (i % 2 == 0 ? 2 : 4);
        }
        return sum * width / 3;
    }

    private static double density(double x) {
        return StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * Math.PI);
    }
}
