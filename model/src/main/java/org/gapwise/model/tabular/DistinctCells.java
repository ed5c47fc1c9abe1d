package org.gapwise.model.tabular;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Present cells of a table of which those with the same value of the same feature are one.
 *
 * @param numeric of those that hold a number: the place of their feature among the numeric ones
 * @param values of those that hold a number: that number
 * @param levels of the others, which come after them: the row of their level
 * @param which by present cell: which one it is
 */
record DistinctCells(long[] numeric, float[] values, long[] levels, long[] which) {

    /** Gathers cells, one after the other. */
    static final class Gathering {

        private final long[] numeric;
        private final float[] values;
        private final long[] levels;
        private final long[] which;
        private final Map<Long, Integer> numbers = new HashMap<>();
        /** By row of the levels: one more than how many others were met before; 0 for one that was not met. */
        private final int[] met;

        private int choices;
        private int cells;

        Gathering(int cells, int levels) {
            numeric = new long[cells];
            values = new float[cells];
            this.levels = new long[cells];
            which = new long[cells];
            met = new int[levels];
        }

        void number(int feature, float value) {
            int known = numbers.size();
            int place =
                    numbers.computeIfAbsent(((long) feature << Integer.SIZE) ^ Float.floatToIntBits(value), k -> known);
            numeric[place] = feature;
            values[place] = value;
            which[cells++] = place;
        }

        void level(int row) {
            if (met[row] == 0) {
                levels[choices] = row;
                met[row] = ++choices;
            }
            // Levels are told from numbers by their sign until it is known how many numbers there are.
            which[cells++] = -met[row];
        }

        DistinctCells done() {
            int n = numbers.size();
            for (int i = 0; i < which.length; i++) {
                which[i] = which[i] < 0 ? n - 1 - which[i] : which[i];
            }
            return new DistinctCells(
                    Arrays.copyOf(numeric, n), Arrays.copyOf(values, n), Arrays.copyOf(levels, choices), which);
        }
    }
}
