package org.gapwise.data.simulate;

import java.util.SplittableRandom;
import org.gapwise.core.Seeds;

/**
 * A picture of a thorax as a detector would give it: placed a little differently each time, exposed a little
 * differently, with noise.
 */
final class Radiograph {

    private static final double PLACE = 0.006;
    private static final double ZOOM = 0.010;
    private static final double EXPOSURE = 3;
    private static final double CONTRAST = 0.02;
    private static final double NOISE = 3;
    private static final double UNIT = 1.0 / (1 << 16);

    private Radiograph() {}

    /** A PNG; a function of the plan's seed and size, the study's number and its signs. */
    static byte[] png(SimulationPlan plan, Study study) {
        SplittableRandom random = Seeds.of(plan.seed(), "radiograph", study.number());
        return GreyPng.encode(pixels(study.signs(), plan.imageSize(), random), plan.imageSize());
    }

    /** Brightness [size, size], row by row. */
    static byte[] pixels(double[] signs, int size, SplittableRandom random) {
        double right = PLACE * even(random);
        double down = PLACE * even(random);
        double zoom = 1 + ZOOM * even(random);
        double offset = EXPOSURE * even(random);
        double contrast = 1 + CONTRAST * even(random);
        double pixel = 1.0 / size;
        Thorax thorax = new Thorax(signs, pixel);
        byte[] pixels = new byte[size * size];
        for (int row = 0; row < size; row++) {
            double y = 0.5 + ((row + 0.5) * pixel - 0.5) * zoom + down;
            for (int column = 0; column < size; column++) {
                double u = ((column + 0.5) * pixel - 0.5) * zoom + right;
                double light = thorax.at(u, y) * contrast + offset + NOISE * noise(random.nextLong());
                pixels[row * size + column] = (byte) Math.max(0, Math.min(255, Math.round(light)));
            }
        }
        return pixels;
    }

    private static double even(SplittableRandom random) {
        return 2 * random.nextDouble() - 1;
    }

    /** Nearly normal with deviation 1: the sum of four even numbers of 16 bits. */
    private static double noise(long bits) {
        double sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        return (sum * UNIT - 2) * 1.7320508;
    }
}
