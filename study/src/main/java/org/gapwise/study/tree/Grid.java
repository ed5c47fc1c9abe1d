package org.gapwise.study.tree;

import java.util.List;

/**
 * Cases by columns.
 *
 * @param values row by row; what stands beside a false bit is never read
 * @param present likewise
 */
record Grid(int rows, int columns, float[] values, boolean[] present) {

    static Grid empty(int rows, int columns) {
        return new Grid(rows, columns, new float[rows * columns], new boolean[rows * columns]);
    }

    void put(int row, int column, double value) {
        // A library of floats takes an infinite one for a fault in the data.
        values[row * columns + column] = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
        present[row * columns + column] = true;
    }

    boolean empty(int row) {
        for (int i = row * columns; i < (row + 1) * columns; i++) {
            if (present[i]) {
                return false;
            }
        }
        return true;
    }

    /** These rows, in this order. */
    Grid select(List<Integer> chosen) {
        Grid grid = empty(chosen.size(), columns);
        for (int i = 0; i < chosen.size(); i++) {
            System.arraycopy(values, chosen.get(i) * columns, grid.values, i * columns, columns);
            System.arraycopy(present, chosen.get(i) * columns, grid.present, i * columns, columns);
        }
        return grid;
    }
}
