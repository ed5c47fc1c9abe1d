package org.gapwise.model.tabular;

import java.util.Arrays;
import org.gapwise.model.token.PresentTokens;

/**
 * Present cells of a table of which those with the same value of the same feature are one.
 *
 * @param numeric of those that hold a number: the place of their feature among the numeric ones
 * @param values of those that hold a number: that number
 * @param levels of the others, which come after them: the row of their level
 * @param rows by cell: which one it is, or {@link PresentTokens#ABSENT}
 */
record DistinctCells(long[] numeric, float[] values, long[] levels, int[] rows) {

    /** Gathers cells, one after the other. */
    static final class Gathering {

        /** Of the golden ratio: spreads numbers that lie close. */
        private static final int GOLDEN = 0x9E3779B9;

        private final long[] numeric;
        private final float[] values;
        private final long[] levels;
        private final int[] rows;
        /** A hash table: one more than the place of a number, 0 where there is none. */
        private final int[] table;
        /** By row of the levels: one more than how many others were met before; 0 for one that was not met. */
        private final int[] met;

        private final int shift;
        private int numbers;
        private int choices;
        private int cells;

        Gathering(int cells, int levels) {
            numeric = new long[cells];
            values = new float[cells];
            this.levels = new long[cells];
            rows = new int[cells];
            met = new int[levels];
            // At most half full.
            shift = Integer.numberOfLeadingZeros(Math.max(2, cells)) - 1;
            table = new int[1 << (Integer.SIZE - shift)];
        }

        void number(int feature, float value) {
            int bits = Float.floatToIntBits(value);
            int slot = (31 * feature + bits) * GOLDEN >>> shift;
            while (table[slot] > 0 && !isAt(table[slot] - 1, feature, bits)) {
                slot = (slot + 1) & (table.length - 1);
            }
            if (table[slot] == 0) {
                numeric[numbers] = feature;
                values[numbers] = value;
                table[slot] = ++numbers;
            }
            rows[cells++] = table[slot] - 1;
        }

        private boolean isAt(int place, int feature, int bits) {
            return numeric[place] == feature && Float.floatToIntBits(values[place]) == bits;
        }

        void nothing() {
            rows[cells++] = PresentTokens.ABSENT;
        }

        void level(int row) {
            if (met[row] == 0) {
                levels[choices] = row;
                met[row] = ++choices;
            }
            // Levels are told from numbers by their sign until it is known how many numbers there are.
            rows[cells++] = PresentTokens.ABSENT - met[row];
        }

        DistinctCells done() {
            for (int i = 0; i < rows.length; i++) {
                if (rows[i] < PresentTokens.ABSENT) {
                    rows[i] = numbers - 1 + (PresentTokens.ABSENT - rows[i]);
                }
            }
            return new DistinctCells(
                    Arrays.copyOf(numeric, numbers),
                    Arrays.copyOf(values, numbers),
                    Arrays.copyOf(levels, choices),
                    rows);
        }
    }
}
