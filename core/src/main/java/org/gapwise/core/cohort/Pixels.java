package org.gapwise.core.cohort;

/**
 * A decoded picture of 8-bit values.
 *
 * @param channels 1 (grey) or 3 (red, green, blue)
 * @param height in pixels
 * @param width in pixels
 * @param values channel by channel, row by row: {@code [channels, height, width]}; not copied, do not change
 */
public record Pixels(int channels, int height, int width, byte[] values) {

    public Pixels {
        if (values.length != channels * height * width) {
            throw new IllegalArgumentException(
                    values.length + " values for " + channels + " x " + height + " x " + width + " pixels");
        }
    }
}
