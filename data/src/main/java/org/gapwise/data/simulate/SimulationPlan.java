package org.gapwise.data.simulate;

/**
 * What decides a simulated cohort, byte for byte.
 *
 * @param cases number of studies
 * @param imageSize width and height of the pictures in pixels
 */
public record SimulationPlan(int cases, int imageSize, long seed) {

    public static final int IMAGE_SIZE = 128;

    public SimulationPlan {
        if (cases < 1) {
            throw new IllegalArgumentException("a cohort needs at least one case, not " + cases);
        }
        if (imageSize < 16 || imageSize > 2048) {
            throw new IllegalArgumentException("the image size must lie in 16 to 2048 pixels, not " + imageSize);
        }
    }

    /** Pictures of the usual size. */
    public static SimulationPlan of(int cases, long seed) {
        return new SimulationPlan(cases, IMAGE_SIZE, seed);
    }
}
