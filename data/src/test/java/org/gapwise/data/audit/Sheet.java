package org.gapwise.data.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table to plant faults in: cells without quotes, as the simulator writes them. */
final class Sheet {

    private final List<String> header;
    private final List<List<String>> rows;
    private final BitSet taken = new BitSet();

    private Sheet(List<String> header, List<List<String>> rows) {
        this.header = header;
        this.rows = rows;
    }

    static Sheet read(Path file) throws IOException {
        List<List<String>> lines = Files.readAllLines(file).stream()
                .<List<String>>map(line -> new ArrayList<>(Arrays.asList(line.split(",", -1))))
                .toList();
        return new Sheet(new ArrayList<>(lines.get(0)), new ArrayList<>(lines.subList(1, lines.size())));
    }

    void write(Path file) throws IOException {
        String text = rows.stream().map(row -> String.join(",", row)).collect(Collectors.joining("\n"));
        Files.writeString(file, String.join(",", header) + "\n" + text + "\n");
    }

    int size() {
        return rows.size();
    }

    String cell(int row, String column) {
        return rows.get(row).get(header.indexOf(column));
    }

    boolean has(int row, String column) {
        return !cell(row, column).isEmpty() && !cell(row, column).equals("NA");
    }

    double number(int row, String column) {
        return Double.parseDouble(cell(row, column));
    }

    void put(int row, String column, String text) {
        rows.get(row).set(header.indexOf(column), text);
    }

    void add(String column) {
        header.add(column);
        rows.forEach(row -> row.add(""));
    }

    /** Names of the columns between two. */
    List<String> between(String before, String after) {
        return List.copyOf(header.subList(header.indexOf(before) + 1, header.indexOf(after)));
    }

    /** The first row that fits and that nobody took before: so faults do not undo each other. */
    int take(IntPredicate wanted) {
        int row = first(i -> wanted.test(i) && !taken.get(i));
        taken.set(row);
        return row;
    }

    int first(IntPredicate wanted) {
        return IntStream.range(0, rows.size()).filter(wanted).findFirst().orElseThrow();
    }

    /** The first row of each n that have the column. */
    List<Integer> every(int n, String column) {
        int[] having =
                IntStream.range(0, rows.size()).filter(i -> has(i, column)).toArray();
        return IntStream.range(0, having.length)
                .filter(i -> i % n == 0)
                .map(i -> having[i])
                .boxed()
                .toList();
    }
}
