package org.gapwise.evaluate.report;

import java.util.List;
import java.util.Set;

/**
 * A plain table.
 *
 * @param caption of the table
 * @param head column titles; the first column names the row
 * @param rows cells as texts, each row as long as the head
 * @param words columns of words; the others hold figures and stand at the right
 */
public record TableSection(
        String id,
        String title,
        String lead,
        String caption,
        List<String> head,
        List<List<String>> rows,
        Set<Integer> words)
        implements Section {

    /** Names in the first column, figures in the others. */
    public TableSection(
            String id, String title, String lead, String caption, List<String> head, List<List<String>> rows) {
        this(id, title, lead, caption, head, rows, Set.of(0));
    }

    public TableSection {
        head = List.copyOf(head);
        words = Set.copyOf(words);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != head.size()) {
                throw new IllegalArgumentException(row.size() + " cells under " + head.size() + " titles");
            }
        }
    }

    @Override
    public void body(Html out) {
        Grid grid = new Grid(caption, head, words);
        grid.open(out);
        for (List<String> row : rows) {
            out.open("tr").leaf("th", row.get(0), "scope", "row");
            for (int i = 1; i < row.size(); i++) {
                out.leaf("td", row.get(i), "class", words.contains(i) ? "word" : "num");
            }
            out.close();
        }
        grid.close(out);
    }
}
