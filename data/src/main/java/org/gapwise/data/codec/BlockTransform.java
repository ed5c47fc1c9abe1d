package org.gapwise.data.codec;

/** From the coefficients of a block to its samples, {@link #side()} in each direction. */
sealed interface BlockTransform permits FullBlock, ReducedBlock {

    /** Fewest magnitudes that no block of 8-bit samples reaches: eight times the greatest length of its vector. */
    int MOST = 8192;

    static BlockTransform of(int[] steps, int side) {
        return side == 8 ? new FullBlock(steps) : new ReducedBlock(steps, side);
    }

    /** Samples of a block in each direction. */
    int side();

    Coefficients coefficients();

    /**
     * Writes the samples of the block whose coefficients are there, and sets these to zeros. False when they are so far
     * from 0 to 255 that decoders disagree about them.
     *
     * @param at where the upper left sample goes
     * @param stride from row to row
     */
    boolean write(boolean flat, byte[] to, int at, int stride);
}
