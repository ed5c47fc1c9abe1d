package org.gapwise.evaluate.explain;

/**
 * Where in a picture an answer comes from.
 *
 * @param method how it was made, for readers
 * @param modality of the picture
 * @param cells [rows][columns], share of the log odds or their change when the place is gone; positive speaks for the
 *     finding
 */
public record HeatMap(String method, String modality, double[][] cells) {

    /** Row of the cell that speaks most for the finding. */
    public int peakRow() {
        return peak() / cells[0].length;
    }

    /** Column of the cell that speaks most for the finding. */
    public int peakColumn() {
        return peak() % cells[0].length;
    }

    private int peak() {
        int width = cells[0].length;
        int best = 0;
        for (int i = 1; i < cells.length * width; i++) {
            best = cells[i / width][i % width] > cells[best / width][best % width] ? i : best;
        }
        return best;
    }
}
