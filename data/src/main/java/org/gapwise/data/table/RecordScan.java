package org.gapwise.data.table;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Finds where the records of a text table begin, byte by byte: a line break within quotes is part of a cell. It agrees
 * with the parser, which skips empty lines and knows a quote only at the start of a cell.
 */
final class RecordScan implements IntConsumer {

    /** Where a record begins; rows are counted from 0, lines from 1. */
    record Mark(long at, long row, long line) {}

    private enum State {
        START,
        PLAIN,
        QUOTED,
        CLOSING
    }

    private static final int[] BOM = {0xEF, 0xBB, 0xBF};

    private final char separator;
    private final int every;
    private final List<Mark> marks = new ArrayList<>();
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private State state = State.START;
    private boolean blank = true;
    private boolean headed;
    private boolean afterReturn;
    private long at;
    private long line = 1;
    private long rows;

    /** @param every how many rows there are from mark to mark */
    RecordScan(char separator, int every) {
        this.separator = separator;
        this.every = every;
    }

    @Override
    public void accept(int b) {
        boolean secondHalf = afterReturn && b == '\n';
        afterReturn = b == '\r';
        boolean ends = b == '\n' || b == '\r';
        if (ends && !secondHalf) {
            line++;
        }
        if (ends && state != State.QUOTED) {
            headed |= !blank;
            blank = true;
            state = State.START;
        } else if (at >= BOM.length || b != BOM[(int) at]) {
            cell(b);
        }
        at++;
    }

    private void cell(int b) {
        if (blank) {
            blank = false;
            begins();
        }
        if (!headed) {
            header.write(b);
        }
        state = switch (state) {
            case QUOTED -> b == '"' ? State.CLOSING : State.QUOTED;
            case CLOSING -> b == '"' ? State.QUOTED : b == separator ? State.START : State.PLAIN;
            case PLAIN -> b == separator ? State.START : State.PLAIN;
            case START -> b == '"' ? State.QUOTED : b == separator ? State.START : State.PLAIN;
        };
    }

    private void begins() {
        if (headed) {
            if (rows % every == 0) {
                marks.add(new Mark(at, rows, line));
            }
            rows++;
        }
    }

    /** The first record. */
    byte[] header() {
        return header.toByteArray();
    }

    /** The first row, and each that is so many after one. */
    List<Mark> marks() {
        return marks;
    }

    long rows() {
        return rows;
    }

    long bytes() {
        return at;
    }
}
