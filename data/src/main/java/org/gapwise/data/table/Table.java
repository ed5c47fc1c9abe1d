package org.gapwise.data.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The cells of a table as texts, column by column. An empty text is a cell with nothing in it. Rows are counted from 0
 * here and from 1 in messages.
 */
public final class Table {

    private final Places places;
    private final List<String> header;
    private final Map<Integer, List<String>> cells;
    private final int rows;

    private Table(Builder from) {
        this.places = new Places(
                from.file,
                from.numbers.stream().mapToLong(Long::longValue).toArray(),
                from.lines.stream().mapToInt(Integer::intValue).toArray());
        this.header = List.copyOf(from.header);
        this.cells = from.cells;
        this.rows = from.rows;
    }

    /**
     * Rows that were read by somebody else.
     *
     * @param file for messages
     * @param rows one text a column of the header; empty where nothing is
     * @param numbers of the rows in their file, from 1
     */
    public static Table of(String file, List<String> header, List<String[]> rows, List<Long> numbers) {
        Builder table = new Builder(
                file, header, IntStream.range(0, header.size()).boxed().toList());
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            table.number(numbers.get(i));
            table.row(column -> row[column]);
        }
        return table.build();
    }

    /** Path of the file, for messages. */
    public String file() {
        return places.file();
    }

    /** All column names in order, also those that were not read; a name may be blank or stand twice. */
    public List<String> header() {
        return header;
    }

    public int rows() {
        return rows;
    }

    /** Positions of the columns with this name. */
    public List<Integer> columns(String name) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).equals(name)) {
                found.add(i);
            }
        }
        return found;
    }

    /** The cells of a column that was read. */
    public List<String> cells(int column) {
        List<String> found = cells.get(column);
        if (found == null) {
            throw new IllegalArgumentException("column " + column + " was not read");
        }
        return Collections.unmodifiableList(found);
    }

    /** The number of a row in its file, from 1. */
    public long number(int row) {
        return places.number(row);
    }

    /** Names a row for a message: {@code cases.csv, row 812 (line 813)}. */
    public String where(int row) {
        return places.where(row);
    }

    /** Names a cell for a message. */
    public String where(int row, String column) {
        return places.where(row, column);
    }

    /** Names a column for a message. */
    public String where(String column) {
        return places.file() + ", column \"" + column + "\"";
    }

    /** What is needed to name rows, for those who outlive the cells. */
    Places places() {
        return places;
    }

    /** Collects rows; equal texts of a column are held once while it has few different ones. */
    static final class Builder {

        private static final int FEW = 4096;

        private final String file;
        private final List<String> header;
        private final Map<Integer, List<String>> cells = new HashMap<>();
        private final Map<Integer, Map<String, String>> known = new HashMap<>();
        private final List<Integer> lines = new ArrayList<>();
        private final List<Long> numbers = new ArrayList<>();
        private int rows;

        Builder(String file, List<String> header, List<Integer> wanted) {
            this.file = file;
            this.header = header;
            wanted.forEach(column -> {
                cells.put(column, new ArrayList<>());
                known.put(column, new HashMap<>());
            });
        }

        void row(IntFunction<String> cell) {
            cells.forEach((column, values) -> values.add(shared(column, cell.apply(column))));
            rows++;
        }

        void line(long number) {
            lines.add((int) Math.min(number, Integer.MAX_VALUE));
        }

        /** The number of the row in its file, where that is not its place in this table. */
        void number(long number) {
            numbers.add(number);
        }

        int rows() {
            return rows;
        }

        private String shared(int column, String text) {
            Map<String, String> seen = known.get(column);
            if (seen == null) {
                return text;
            }
            String same = seen.get(text);
            if (same != null) {
                return same;
            }
            if (seen.size() == FEW) {
                known.remove(column);
            } else {
                seen.put(text, text);
            }
            return text;
        }

        Table build() {
            return new Table(this);
        }
    }
}
