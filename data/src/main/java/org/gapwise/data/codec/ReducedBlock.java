package org.gapwise.data.codec;

import java.util.Arrays;

/**
 * A block as the means of squares of its samples, computed from the coefficients without the samples: over w
 * neighbours, the mean of one cosine is a cosine of fewer points, times sin(w t) / (w sin t) with t its half step. So
 * each coefficient is weighted once and added to one of the few of a smaller transform, or to none.
 */
final class ReducedBlock {

    private static final int SCALE = 13;
    private static final double NOTHING = 1e-9;
    private static final float NEAR = (float) StrictMath.cos(Math.PI / 8);
    private static final float FAR = (float) StrictMath.sin(Math.PI / 8);

    private final int side;
    private final Coefficients coefficients;
    private final float[] half = new float[16];

    ReducedBlock(int[] steps, int side) {
        this.side = side;
        int[] frequency = new int[8];
        double[] factor = new double[8];
        for (int f = 0; f < 8; f++) {
            fold(f, frequency, factor);
        }
        int[] places = Coefficients.zigzag();
        int[] weights = new int[64];
        for (int k = 0; k < 64; k++) {
            int row = places[k] / 8;
            int column = places[k] % 8;
            weights[k] = (int) Math.round(steps[k] * factor[row] * factor[column] * (1 << SCALE));
            places[k] = side * frequency[row] + frequency[column];
        }
        coefficients = new Coefficients(places, weights, new int[side * side]);
    }

    /** A cosine of the smaller transform; the one that is a square wave goes from 1 to -1. */
    private double wave(int sample, int frequency) {
        return cosine(sample, frequency, side) * (2 * frequency == side ? Math.sqrt(2) : 1);
    }

    private static double cosine(int sample, int frequency, int side) {
        return StrictMath.cos((2 * sample + 1) * frequency * Math.PI / (2 * side));
    }

    /** Which of the smaller transform's cosines the means of one cosine of 8 are, and how much of it. */
    private void fold(int from, int[] frequency, double[] factor) {
        int width = 8 / side;
        double norm = from == 0 ? Math.sqrt(1 / 8.0) : 0.5;
        for (int f = 0; f < side; f++) {
            double along = 0;
            double length = 0;
            for (int x = 0; x < 8; x++) {
                double wave = wave(x / width, f);
                along += cosine(x, from, 8) * wave;
                length += wave * wave;
            }
            if (Math.abs(along) > NOTHING) {
                frequency[from] = f;
                factor[from] = norm * along / length;
            }
        }
    }

    /** Samples of a block in each direction. */
    int side() {
        return side;
    }

    Coefficients coefficients() {
        return coefficients;
    }

    /**
     * Writes the samples of the block whose coefficients are there, and sets these to zeros.
     *
     * @param at where the upper left sample goes
     * @param stride from row to row
     */
    void write(byte[] to, int at, int stride) {
        int[] values = coefficients.values();
        switch (side) {
            case 1 -> to[at] = sample(values[0]);
            case 2 -> two(values, to, at, stride);
            default -> four(values, to, at, stride);
        }
        Arrays.fill(values, 0);
    }

    private static byte sample(int value) {
        int level = (value + (1 << SCALE - 1) >> SCALE) + 128;
        return (byte) Math.max(0, Math.min(255, level));
    }

    private static void two(int[] values, byte[] to, int at, int stride) {
        int left = values[0] + values[1];
        int right = values[0] - values[1];
        int leftDown = values[2] + values[3];
        int rightDown = values[2] - values[3];
        to[at] = sample(left + leftDown);
        to[at + 1] = sample(right + rightDown);
        to[at + stride] = sample(left - leftDown);
        to[at + stride + 1] = sample(right - rightDown);
    }

    private void four(int[] values, byte[] to, int at, int stride) {
        for (int x = 0; x < 4; x++) {
            float even = values[x] + values[x + 8];
            float odd = values[x] - values[x + 8];
            float outer = NEAR * values[x + 4] + FAR * values[x + 12];
            float inner = FAR * values[x + 4] - NEAR * values[x + 12];
            half[x] = even + outer;
            half[x + 4] = odd + inner;
            half[x + 8] = odd - inner;
            half[x + 12] = even - outer;
        }
        for (int y = 0; y < 4; y++) {
            int row = 4 * y;
            float even = half[row] + half[row + 2];
            float odd = half[row] - half[row + 2];
            float outer = NEAR * half[row + 1] + FAR * half[row + 3];
            float inner = FAR * half[row + 1] - NEAR * half[row + 3];
            int start = at + y * stride;
            to[start] = sample((int) (even + outer));
            to[start + 1] = sample((int) (odd + inner));
            to[start + 2] = sample((int) (odd - inner));
            to[start + 3] = sample((int) (even - outer));
        }
    }
}
