package org.gapwise.model.fusion;

/**
 * The size of a block.
 *
 * @param width D
 * @param heads H, divides D
 * @param feedForward inner width of the feed-forward part
 * @param dropout on the branches, 0 for none
 */
public record BlockSize(int width, int heads, int feedForward, double dropout) {

    public BlockSize {
        if (width < 1 || heads < 1 || width % heads != 0) {
            throw new IllegalArgumentException("width " + width + " must be a multiple of heads " + heads);
        }
    }
}
