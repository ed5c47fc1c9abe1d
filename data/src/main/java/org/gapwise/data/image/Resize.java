package org.gapwise.data.image;

import java.util.Arrays;
import org.gapwise.core.cohort.Pixels;

/**
 * The one way pictures are scaled, at training as at prediction. The whole picture fills a square (its sides are scaled
 * independently). Each output sample is a weighted mean with Keys' cubic kernel, a = -1/2 (Keys, IEEE Trans. ASSP 29,
 * 1981), which is stretched by the scale when shrinking, so that every input pixel counts; weights are cut at the
 * border and sum to one. Rows first, then columns, in 32-bit floats in a fixed order, rounded once at the end: equal on
 * every platform.
 */
public final class Resize {

    private Resize() {}

    /** Scales to {@code [channels, size, size]}. */
    public static Pixels square(Pixels from, int size) {
        if (size <= 0) {
            throw new IllegalArgumentException("size is " + size + ", must be at least 1");
        }
        if (from.height() == size && from.width() == size) {
            return from;
        }
        return square(from, Kernel.of(from.width(), from.width(), size), Kernel.of(from.height(), from.height(), size));
    }

    /**
     * Scales a picture of means over squares as if it were the picture that they were taken of.
     *
     * @param width of a square in pixels
     * @param across width of the whole picture, of which the last mean of a row may stand for less than a square
     * @param down its height
     */
    static Pixels means(Pixels from, int width, int across, int down, int size) {
        Squares squares = new Squares(width);
        return square(from, squares.kernel(from.width(), across, size), squares.kernel(from.height(), down, size));
    }

    private static Pixels square(Pixels from, Kernel across, Kernel down) {
        int size = across.first.length;
        byte[] values = new byte[from.channels() * size * size];
        float[] narrow = new float[from.height() * size];
        for (int c = 0; c < from.channels(); c++) {
            rows(from, c, across, narrow);
            columns(narrow, down, values, c * size * size);
        }
        return new Pixels(from.channels(), size, size, values);
    }

    private static void rows(Pixels from, int channel, Kernel kernel, float[] narrow) {
        int size = kernel.first.length;
        byte[] values = from.values();
        for (int y = 0; y < from.height(); y++) {
            int row = (channel * from.height() + y) * from.width();
            for (int x = 0; x < size; x++) {
                float[] weights = kernel.weights[x];
                int at = row + kernel.first[x];
                float sum = 0;
                for (int k = 0; k < weights.length; k++) {
                    sum += weights[k] * (values[at + k] & 0xFF);
                }
                narrow[y * size + x] = sum;
            }
        }
    }

    private static void columns(float[] narrow, Kernel kernel, byte[] values, int offset) {
        int size = kernel.first.length;
        float[] sums = new float[size];
        for (int y = 0; y < size; y++) {
            Arrays.fill(sums, 0);
            float[] weights = kernel.weights[y];
            for (int k = 0; k < weights.length; k++) {
                int row = (kernel.first[y] + k) * size;
                for (int x = 0; x < size; x++) {
                    sums[x] += weights[k] * narrow[row + x];
                }
            }
            for (int x = 0; x < size; x++) {
                values[offset + y * size + x] = (byte) Math.max(0, Math.min(255, (int) Math.floor(sums[x] + 0.5f)));
            }
        }
    }

    private record Squares(int width) {

        /** Means over cells become samples at their centers by a second difference, exactly for cubic curves. */
        Kernel kernel(int from, int pixels, int to) {
            Kernel kernel = Kernel.of(from, (double) pixels / width, to);
            float share = (float) ((1 - 1.0 / (width * width)) / 24);
            for (int i = 0; i < to; i++) {
                kernel.sharpen(i, from, share);
            }
            return kernel;
        }
    }

    /** For each output position the first input position and the weights from there on. */
    private record Kernel(int[] first, float[][] weights) {

        static Kernel of(int from, double extent, int to) {
            double scale = extent / to;
            double stretch = Math.max(scale, 1);
            double reach = 2 * stretch;
            int[] first = new int[to];
            float[][] weights = new float[to][];
            for (int i = 0; i < to; i++) {
                double center = (i + 0.5) * scale;
                first[i] = Math.max(0, (int) (center - reach + 0.5));
                int end = Math.min(from, (int) (center + reach + 0.5));
                weights[i] = weights(first[i], end, extent, center, stretch);
            }
            return new Kernel(first, weights);
        }

        /** Takes a share of each weight's neighbours from it, and gives it what they lose; the sum stays. */
        void sharpen(int output, int from, float share) {
            float[] old = weights[output];
            int start = Math.max(0, first[output] - 1);
            int end = Math.min(from, first[output] + old.length + 1);
            float[] sharp = new float[end - start];
            for (int k = 0; k < old.length; k++) {
                int at = first[output] + k - start;
                sharp[at] += (1 + 2 * share) * old[k];
                sharp[Math.max(0, at - 1)] -= share * old[k];
                sharp[Math.min(sharp.length - 1, at + 1)] -= share * old[k];
            }
            first[output] = start;
            weights[output] = sharp;
        }

        /** A pixel that {@code extent} cuts counts by what is left of it. */
        private static float[] weights(int first, int end, double extent, double center, double stretch) {
            double[] exact = new double[end - first];
            double sum = 0;
            for (int k = 0; k < exact.length; k++) {
                double left = first + k;
                double right = Math.min(left + 1, extent);
                exact[k] = (right - left) * cubic(((left + right) / 2 - center) / stretch);
                sum += exact[k];
            }
            float[] weights = new float[exact.length];
            for (int k = 0; k < exact.length; k++) {
                weights[k] = (float) (exact[k] / sum);
            }
            return weights;
        }

        private static double cubic(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return (1.5 * x - 2.5) * x * x + 1;
            }
            return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
        }
    }
}
