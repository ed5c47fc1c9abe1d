package org.gapwise.data.codec;

/**
 * Where the coefficients of a block go, by their zigzag position, and what they are multiplied by.
 *
 * @param places in {@code values}
 * @param weights the step of the quantization, and what the transform wants
 * @param values sums of one block, zeros before it
 */
record Coefficients(int[] places, int[] weights, int[] values) {

    /** Row and column, 8 * row + column, of each zigzag position (T.81 figure A.6). */
    static int[] zigzag() {
        int[] order = new int[64];
        int k = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++) {
            for (int i = Math.max(0, diagonal - 7); i <= Math.min(7, diagonal); i++) {
                int row = diagonal % 2 == 0 ? diagonal - i : i;
                order[k++] = 8 * row + diagonal - row;
            }
        }
        return order;
    }
}
