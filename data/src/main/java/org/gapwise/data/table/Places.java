package org.gapwise.data.table;

/**
 * Names rows for messages. Rows are counted from 0 here and from 1 in messages.
 *
 * @param numbers of the rows in the file, from 1; empty when they are those of the table
 * @param lines line of the file on which each row starts; empty when the file has no lines
 */
record Places(String file, long[] numbers, int[] lines) {

    long number(int row) {
        return numbers.length == 0 ? row + 1 : numbers[row];
    }

    String where(int row) {
        return file + ", row " + number(row) + (lines.length == 0 ? "" : " (line " + lines[row] + ")");
    }

    String where(int row, String column) {
        return where(row) + ", column \"" + column + "\"";
    }
}
