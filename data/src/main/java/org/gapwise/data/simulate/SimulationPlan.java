package org.gapwise.data.simulate;

import org.gapwise.core.ConfigException;

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
            throw new ConfigException(cases + " cases are no cohort.", "cases", "Ask for at least one.");
        }
        if (imageSize < 16 || imageSize > 2048) {
            throw new ConfigException(imageSize + " pixels are out of range.", "image size", "Choose 16 to 2048.");
        }
    }

    /** Pictures of the usual size. */
    public static SimulationPlan of(int cases, long seed) {
        return new SimulationPlan(cases, IMAGE_SIZE, seed);
    }
}
