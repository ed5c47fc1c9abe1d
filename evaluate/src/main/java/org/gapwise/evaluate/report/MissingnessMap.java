package org.gapwise.evaluate.report;

import java.util.List;
import java.util.stream.IntStream;
import org.gapwise.evaluate.Availability;

/** One row a feature or image, one thin column a case: filled where it was measured. */
record MissingnessMap(Availability availability) {

    private static final int MOST = 60;
    private static final double ROW = 13;
    private static final double LEFT = 150;
    private static final double WIDTH = 900;

    void write(Html out) {
        List<Availability.Column> columns = availability.columns();
        int rows = Math.min(columns.size(), MOST);
        int cases = availability.sample().size();
        double height = rows * ROW + 8;
        out.open("figure").leaf("h3", "Case by case").open("div", "class", "wide");
        out.open(
                "svg",
                "viewBox",
                "0 0 " + Figures.px(WIDTH) + " " + Figures.px(height),
                "role",
                "img",
                "class",
                "chart map",
                "aria-label",
                "Map of " + cases + " cases by " + rows + " features and images; rates are in the table above");
        double step = (WIDTH - LEFT) / cases;
        for (int row = 0; row < rows; row++) {
            row(out, row, step);
        }
        out.close().close();
        String rest = columns.size() > rows ? " Only the first " + rows + " of " + columns.size() + " are drawn." : "";
        out.leaf(
                "figcaption",
                Figures.many(cases, "case") + " drawn at random of " + Figures.count(availability.cases())
                        + ", ordered by pattern; filled is present, pale is absent." + rest);
        out.close();
    }

    private void row(Html out, int row, double step) {
        double top = row * ROW + 2;
        Availability.Column column = availability.columns().get(row);
        out.leaf(
                "text",
                Figures.shortened(column.name(), 22),
                "x",
                Figures.px(LEFT - 8),
                "y",
                Figures.px(top + ROW / 2 - 1),
                "dy",
                ".35em",
                "class",
                "tick end");
        out.mark(
                "rect",
                "x",
                Figures.px(LEFT),
                "y",
                Figures.px(top),
                "width",
                Figures.px(WIDTH - LEFT),
                "height",
                Figures.px(ROW - 2),
                "class",
                "track");
        out.mark("path", "d", runs(row, top, step), "class", "have");
    }

    /** Neighboring cases that have it become one rectangle. */
    private String runs(int row, double top, double step) {
        StringBuilder d = new StringBuilder();
        boolean[] has = new boolean[availability.sample().size()];
        IntStream.range(0, has.length)
                .forEach(i -> has[i] = availability.sample().get(i)[row]);
        for (int i = 0; i < has.length; ) {
            int end = i;
            while (end < has.length && has[end]) {
                end++;
            }
            if (end > i) {
                d.append("M")
                        .append(Figures.px(LEFT + i * step))
                        .append(" ")
                        .append(Figures.px(top))
                        .append("h")
                        .append(Figures.px((end - i) * step))
                        .append("v")
                        .append(Figures.px(ROW - 2))
                        .append("h-")
                        .append(Figures.px((end - i) * step))
                        .append("z");
            }
            i = end + 1;
        }
        return d.isEmpty() ? "M0 0" : d.toString();
    }
}
