package org.gapwise.evaluate.report.study;

import java.util.List;
import java.util.OptionalDouble;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.report.Html;

/**
 * Figures in hundredths on squares that are darker the higher they are.
 *
 * @param summary what a reader who cannot see the picture should know
 * @param down names of the rows
 * @param across names of the columns
 * @param figures by row and column
 * @param shades which figure is palest and which deepest
 */
record HeatGrid(String summary, Names down, Names across, Figure figures, Shades shades) {

    private static final double CELL = 24;
    private static final double ROW = 18;
    private static final double MARGIN = 4;

    /**
     * Names along a side.
     *
     * @param room pixels that are kept for them
     * @param overhang pixels by which the last one reaches beyond the squares
     */
    record Names(List<String> all, double room, double overhang) {
        Names {
            all = List.copyOf(all);
        }
    }

    /** Empty leaves a square out. */
    @FunctionalInterface
    interface Figure {
        OptionalDouble at(int row, int column);
    }

    record Shades(double palest, double deepest) {

        /** In [0, 1]. */
        double of(double value) {
            double share = deepest > palest ? (value - palest) / (deepest - palest) : 1;
            return Math.min(1, Math.max(0, share));
        }
    }

    void write(Html out) {
        double width = down.room + CELL * across.all.size() + MARGIN + across.overhang;
        double height = across.room + ROW * down.all.size() + MARGIN;
        String view = "0 0 " + Figures.px(width) + " " + Figures.px(height);
        out.open("svg", "viewBox", view, "role", "img", "aria-label", summary, "class", "chart");
        for (int j = 0; j < across.all.size(); j++) {
            String x = Figures.px(down.room + CELL * (j + 0.5) + 3);
            String y = Figures.px(across.room - 6);
            String turn = "rotate(-60 " + x + " " + y + ")";
            out.leaf("text", across.all.get(j), "x", x, "y", y, "transform", turn, "class", "tick low");
        }
        for (int i = 0; i < down.all.size(); i++) {
            String y = Figures.px(across.room + ROW * (i + 0.5));
            String x = Figures.px(down.room - 5);
            out.leaf("text", down.all.get(i), "x", x, "y", y, "dy", ".35em", "class", "tick low end");
            for (int j = 0; j < across.all.size(); j++) {
                OptionalDouble figure = figures.at(i, j);
                if (figure.isPresent()) {
                    square(out, down.room + CELL * j, across.room + ROW * i, figure.getAsDouble());
                }
            }
        }
        out.close();
    }

    private void square(Html out, double x, double y, double value) {
        double shade = shades.of(value);
        out.mark(
                "rect",
                "x",
                Figures.px(x + 0.5),
                "y",
                Figures.px(y + 0.5),
                "width",
                Figures.px(CELL - 1),
                "height",
                Figures.px(ROW - 1),
                "fill-opacity",
                Figures.two(0.06 + 0.9 * shade),
                "class",
                "heat");
        out.leaf(
                "text",
                Long.toString(Math.round(100 * value)),
                "x",
                Figures.px(x + CELL / 2),
                "y",
                Figures.px(y + ROW / 2),
                "dy",
                ".35em",
                "class",
                shade > 0.55 ? "cellvalue deep" : "cellvalue");
    }
}
