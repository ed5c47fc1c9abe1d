package org.gapwise.evaluate.report;

import java.util.List;

/**
 * A plain table.
 *
 * @param caption of the table
 * @param head column titles; the first column names the row
 * @param rows cells as texts, each row as long as the head
 */
public record TableSection(
        String id, String title, String lead, String caption, List<String> head, List<List<String>> rows)
        implements Section {

    public TableSection {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != head.size()) {
                throw new IllegalArgumentException(row.size() + " cells under " + head.size() + " titles");
            }
        }
    }

    @Override
    public void body(Html out) {
        Grid grid = new Grid(caption, head);
        grid.open(out);
        for (List<String> row : rows) {
            out.open("tr").leaf("th", row.get(0), "scope", "row");
            row.stream().skip(1).forEach(cell -> Grid.number(out, cell));
            out.close();
        }
        grid.close(out);
    }
}
