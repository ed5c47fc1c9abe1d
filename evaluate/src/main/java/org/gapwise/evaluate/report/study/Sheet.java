package org.gapwise.evaluate.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.evaluate.Spreadsheet;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.report.Grid;
import org.gapwise.evaluate.report.Html;

/**
 * A table for the page, for LaTeX and for spreadsheets.
 *
 * @param name of its files, without the ending
 * @param words columns of words; the others hold figures
 * @param rows each as long as the head; the first item names the row
 */
record Sheet(String name, String caption, List<String> head, Set<Integer> words, List<List<Item>> rows)
        implements Part {

    /** A table with more rows is folded: nobody reads through it to what follows. */
    private static final int LONG = 60;

    Sheet {
        head = List.copyOf(head);
        words = Set.copyOf(words);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Names in the first column, figures in the others. */
    static Sheet of(String name, String caption, List<String> head, List<List<Item>> rows) {
        return new Sheet(name, caption, head, Set.of(0), rows);
    }

    @Override
    public void write(Html out) {
        if (rows.size() <= LONG) {
            table(out);
            return;
        }
        out.open("details").leaf("summary", caption + " (" + Figures.many(rows.size(), "row") + ")");
        table(out);
        out.close();
    }

    private void table(Html out) {
        Grid grid = new Grid(caption, head, words);
        grid.open(out);
        for (List<Item> row : rows) {
            out.open("tr").leaf("th", row.get(0).text(), "scope", "row");
            for (int i = 1; i < row.size(); i++) {
                cell(out, row.get(i), words.contains(i));
            }
            out.close();
        }
        grid.close(out);
    }

    private static void cell(Html out, Item item, boolean word) {
        String style =
                switch (item.text()) {
                    case "held" -> "held";
                    case "not held" -> "missed";
                    default -> word ? "prose" : item.strong() ? "num strong" : "num";
                };
        out.open("td", "class", style).leaf("span", item.text(), "class", "value");
        String interval = item.estimate().map(Figures::interval).orElse("");
        if (!interval.isEmpty()) {
            out.leaf("span", interval, "class", "interval");
        }
        out.close();
    }

    /** Figures to six places, intervals in columns of their own. */
    String csv() {
        StringBuilder out = new StringBuilder();
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < head.size(); i++) {
            titles.add(Spreadsheet.cell(head.get(i)));
            if (estimates(i)) {
                titles.add(Spreadsheet.cell(head.get(i) + " low"));
                titles.add(Spreadsheet.cell(head.get(i) + " high"));
            }
        }
        out.append(String.join(",", titles)).append('\n');
        for (List<Item> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                Item item = row.get(i);
                if (estimates(i)) {
                    Estimate e = item.estimate().orElse(Estimate.undefined(0));
                    cells.addAll(List.of(exact(e.value()), exact(e.low()), exact(e.high())));
                } else {
                    cells.add(
                            Spreadsheet.cell(item.text().replace('\u2212', '-').replace('\u00a0', ' ')));
                }
            }
            out.append(String.join(",", cells)).append('\n');
        }
        return out.toString();
    }

    private boolean estimates(int column) {
        return rows.stream().anyMatch(row -> row.get(column).estimate().isPresent());
    }

    private static String exact(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.6f", value.getAsDouble()) : "";
    }

    /** A booktabs table. */
    String tex() {
        StringBuilder out = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n");
        out.append("\\caption{").append(Tex.escape(caption)).append("}\n\\begin{tabular}{");
        for (int i = 0; i < head.size(); i++) {
            out.append(words.contains(i) ? 'l' : 'r');
        }
        out.append("}\n\\toprule\n");
        out.append(String.join(" & ", head.stream().map(Tex::escape).toList())).append(" \\\\\n\\midrule\n");
        for (List<Item> row : rows) {
            out.append(String.join(" & ", row.stream().map(Sheet::tex).toList()))
                    .append(" \\\\\n");
        }
        return out.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").toString();
    }

    private static String tex(Item item) {
        String main = Tex.escape(item.text());
        String interval = item.estimate().map(Figures::interval).orElse("");
        String value = item.strong() ? "\\textbf{" + main + "}" : main;
        return interval.isEmpty() ? value : value + " {\\scriptsize [" + Tex.escape(interval) + "]}";
    }
}
