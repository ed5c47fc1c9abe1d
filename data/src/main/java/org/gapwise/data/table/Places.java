package org.gapwise.data.table;

/**
 * Names rows for messages. Rows are counted from 0 here and from 1 in messages.
 *
 * @param lines line of the file on which each row starts; empty when the file has no lines
 */
record Places(String file, int[] lines) {

    String where(int row) {
        return file + ", row " + (row + 1) + (lines.length == 0 ? "" : " (line " + lines[row] + ")");
    }

    String where(int row, String column) {
        return where(row) + ", column \"" + column + "\"";
    }
}
