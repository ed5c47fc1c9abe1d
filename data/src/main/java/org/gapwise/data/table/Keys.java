package org.gapwise.data.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Case and group key of every row. Messages name rows, never the keys: they may identify a patient. */
record Keys(List<String> cases, List<String> groups) {

    /** As the case key of a schema: the number of the row is the key. */
    static final String ROW = "#row";

    static Keys read(String caseColumn, Optional<String> groupColumn, Context context) {
        int rows = context.table().rows();
        if (caseColumn.equals(ROW) && context.table().columns(ROW).isEmpty()) {
            List<String> numbers = numbered(context.table());
            return new Keys(numbers, groups(numbers, groupColumn, context));
        }
        List<String> cases = context.required(caseColumn)
                .map(cells -> cells.stream().map(Cell::trim).toList())
                .orElseGet(() -> numbered(context.table()));
        Map<String, Integer> first = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            if (cases.get(row).isEmpty()) {
                context.cellFault(row, caseColumn, "the case key is empty.", "Give every case a key of its own.");
                continue;
            }
            Integer before = first.putIfAbsent(cases.get(row), row);
            if (before != null) {
                context.cellFault(
                        row,
                        caseColumn,
                        "the case key is the same as in row " + context.table().number(before) + ".",
                        "Keep one row a case, or name another column as `case` in schema.toml.");
            }
        }
        return new Keys(cases, groups(cases, groupColumn, context));
    }

    private static List<String> groups(List<String> cases, Optional<String> column, Context context) {
        boolean absent = column.isEmpty()
                || !context.complete() && context.table().columns(column.get()).isEmpty();
        if (absent) {
            return cases;
        }
        List<String> groups = context.required(column.get())
                .map(cells -> cells.stream().map(Cell::trim).toList())
                .orElse(cases);
        for (int row = 0; row < groups.size() && context.complete(); row++) {
            if (groups.get(row).isEmpty()) {
                context.cellFault(
                        row,
                        column.get(),
                        "the group key is empty.",
                        "Fill it in: a case of an unknown group could end up on both sides of a split.");
            }
        }
        return groups;
    }

    private static List<String> numbered(Table table) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> String.valueOf(table.number(row)))
                .toList();
    }
}
