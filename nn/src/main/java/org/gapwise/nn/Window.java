package org.gapwise.nn;

/**
 * How a convolution or a pooling slides over an image.
 *
 * @param stride pixels from one place to the next, in both directions
 * @param padding pixels of zeros added on all four sides
 * @param groups parts that the channels are split into, each seen only by its own filters
 */
public record Window(int stride, int padding, int groups) {
    public static Window of(int stride, int padding) {
        return new Window(stride, padding, 1);
    }

    /** One filter a channel. */
    public Window depthwise(int channels) {
        return new Window(stride, padding, channels);
    }
}
