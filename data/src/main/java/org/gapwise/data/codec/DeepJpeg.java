package org.gapwise.data.codec;

import java.util.Arrays;

/**
 * Grey JPEGs with 12 bits (ITU-T T.81, extended sequential with Huffman codes), which the JDK's reader refuses. What is
 * the least bit out of order is damaged.
 */
final class DeepJpeg {

    private static final int SIDE = 8;
    private static final int BLOCK = SIDE * SIDE;
    private static final int MIDDLE = 2048;
    private static final int MOST = 4095;

    /** A cosine of each frequency at each place, as large as the inverse transform wants it (T.81 A.3.3). */
    private final double[] waves = new double[BLOCK];

    private final double[] half = new double[BLOCK];
    private final Coefficients coefficients;
    private final double[] steps = new double[BLOCK];

    private DeepJpeg(int[] steps) {
        int[] places = Coefficients.zigzag();
        int[] ones = new int[BLOCK];
        Arrays.fill(ones, 1);
        coefficients = new Coefficients(places, ones, new int[BLOCK]);
        for (int k = 0; k < BLOCK; k++) {
            this.steps[places[k]] = steps[k];
        }
        for (int frequency = 0; frequency < SIDE; frequency++) {
            double norm = frequency == 0 ? Math.sqrt(1 / 8.0) : 0.5;
            for (int at = 0; at < SIDE; at++) {
                waves[SIDE * at + frequency] = norm * StrictMath.cos((2 * at + 1) * frequency * Math.PI / 16);
            }
        }
    }

    /** Unpacks one frame into samples of two bytes, 0 to 4095. */
    static byte[] decode(byte[] frame, Shape shape) throws PixelFault {
        GreyScan.Blocks blocks = GreyScan.of(frame, GreyScan.DEEP)
                .filter(found -> found.rows() == shape.rows() && found.columns() == shape.columns())
                .orElseThrow(DeepJpeg::damaged);
        return new DeepJpeg(blocks.steps()).read(blocks, shape);
    }

    private static PixelFault damaged() {
        return PixelFault.damaged("the JPEG data are damaged, or of a kind of 12-bit JPEG that is not read.");
    }

    private byte[] read(GreyScan.Blocks blocks, Shape shape) throws PixelFault {
        byte[] values = new byte[shape.size()];
        for (int top = 0; top < shape.rows(); top += SIDE) {
            for (int left = 0; left < shape.columns(); left += SIDE) {
                if (!blocks.next(coefficients)) {
                    throw damaged();
                }
                transform();
                for (int y = 0; y < Math.min(SIDE, shape.rows() - top); y++) {
                    for (int x = 0; x < Math.min(SIDE, shape.columns() - left); x++) {
                        shape.put(values, (top + y) * shape.columns() + left + x, sample(y, x));
                    }
                }
                Arrays.fill(coefficients.values(), 0);
            }
        }
        if (!blocks.ended()) {
            throw damaged();
        }
        return values;
    }

    /** Along the rows of the block; the columns follow for each sample. */
    private void transform() {
        int[] values = coefficients.values();
        for (int row = 0; row < SIDE; row++) {
            for (int x = 0; x < SIDE; x++) {
                double sum = 0;
                for (int f = 0; f < SIDE; f++) {
                    sum += values[SIDE * row + f] * steps[SIDE * row + f] * waves[SIDE * x + f];
                }
                half[SIDE * row + x] = sum;
            }
        }
    }

    private int sample(int y, int x) {
        double sum = 0;
        for (int f = 0; f < SIDE; f++) {
            sum += half[SIDE * f + x] * waves[SIDE * y + f];
        }
        return (int) Math.max(0, Math.min(MOST, Math.round(sum) + MIDDLE));
    }
}
