package org.gapwise.data.codec;

import java.util.Optional;

/**
 * Grey JPEGs with 8 bits in one sequential scan with Huffman codes, as radiographs come, made smaller while they are
 * decoded: the means of squares come right out of the coefficients, and the full picture is never there. Everything
 * else, and everything that is the least bit out of order, is left to others: there is a picture only when no decoder
 * would have anything to remark.
 */
public final class GreyJpeg {

    private GreyJpeg() {}

    /**
     * The picture, or nothing when another decoder should have a look at it.
     *
     * @param jpeg up to its end marker, which is the last
     * @param side samples a block of 8 x 8 becomes in each direction: 4, 2 or 1
     */
    public static Optional<Picture> decode(byte[] jpeg, int side) {
        try {
            Optional<GreyScan.Blocks> blocks = GreyScan.of(jpeg, GreyScan.USUAL);
            return blocks.isEmpty()
                    ? Optional.empty()
                    : read(blocks.get(), new ReducedBlock(blocks.get().steps(), side));
        } catch (PixelFault e) {
            // Whoever looks next says what is wrong.
            return Optional.empty();
        }
    }

    /**
     * Samples row by row. In each direction there are {@code side} samples for 8 of the full picture, the last of them
     * perhaps for less.
     */
    public record Picture(int rows, int columns, byte[] samples) {}

    private static Optional<Picture> read(GreyScan.Blocks blocks, ReducedBlock transform) {
        int side = transform.side();
        int width = (blocks.columns() * side + 7) / 8;
        int height = (blocks.rows() * side + 7) / 8;
        int across = (blocks.columns() + 7) / 8;
        int down = (blocks.rows() + 7) / 8;
        byte[] samples = new byte[width * height];
        byte[] band = new byte[across * side * side];
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                if (!blocks.next(transform.coefficients())) {
                    return Optional.empty();
                }
                transform.write(band, x * side, across * side);
            }
            for (int line = 0; line < side && y * side + line < height; line++) {
                System.arraycopy(band, line * across * side, samples, (y * side + line) * width, width);
            }
        }
        return blocks.ended() ? Optional.of(new Picture(height, width, samples)) : Optional.empty();
    }
}
