package org.gapwise.evaluate.explain;

import org.gapwise.core.cohort.Pixels;

/** Puts the same places of a grey baseline over places of a picture of the same size. */
final class Covering {

    private Covering() {}

    /**
     * Covers cells.
     *
     * @param cells numbers of cells, row by row
     * @param grid cells of a side
     */
    static Pixels cells(Pixels picture, Pixels baseline, int[] cells, int grid) {
        byte[] values = picture.values().clone();
        int side = picture.width();
        for (int cell : cells) {
            int top = cell / grid * side / grid;
            int left = cell % grid * side / grid;
            window(values, baseline, new int[] {
                top, (cell / grid + 1) * side / grid, left, (cell % grid + 1) * side / grid
            });
        }
        return new Pixels(picture.channels(), side, side, values);
    }

    /** @param window first row, row after the last, first column, column after the last */
    static void window(byte[] values, Pixels baseline, int[] window) {
        int side = baseline.width();
        int plane = side * side;
        for (int channel = 0; channel < values.length / plane; channel++) {
            for (int y = window[0]; y < window[1]; y++) {
                for (int x = window[2]; x < window[3]; x++) {
                    values[channel * plane + y * side + x] = baseline.values()[y * side + x];
                }
            }
        }
    }
}
