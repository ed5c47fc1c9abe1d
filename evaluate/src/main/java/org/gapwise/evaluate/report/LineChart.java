package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * Lines with bands on two linear axes; each line is named at its right end instead of in a legend.
 *
 * @param summary what a reader who cannot see the picture should know
 * @param x tick texts by value
 * @param y tick texts by value
 */
public record LineChart(String summary, Box box, Ticks x, Ticks y, List<Line> lines) {

    private static final double LABEL_GAP = 16;
    private static final double LABEL_AT = 13;
    private static final double LETTER = 6.6;

    /** Outer size and margins in pixels. */
    public record Box(double width, double height, double left, double right, double top, double bottom) {
        public double[] across() {
            return new double[] {left, width - right};
        }

        public double[] up() {
            return new double[] {height - bottom, top};
        }
    }

    /** An axis: where its ticks are and what they are called. */
    public record Ticks(Scale scale, List<Double> at, DoubleFunction<String> name, String title) {}

    public LineChart {
        lines = List.copyOf(lines);
    }

    public void write(Html out) {
        String view = "0 0 " + Figures.px(box.width) + " " + Figures.px(box.height);
        out.open("svg", "viewBox", view, "role", "img", "aria-label", summary, "class", "chart");
        axes(out);
        lines.forEach(line -> band(out, line));
        lines.forEach(line -> path(out, line));
        lines.forEach(line -> dots(out, line));
        names(out);
        out.close();
    }

    private void axes(Html out) {
        String left = Figures.px(box.left);
        String right = Figures.px(box.width - box.right);
        for (double tick : y.at) {
            String at = y.scale.at(tick);
            out.mark("line", "x1", left, "x2", right, "y1", at, "y2", at, "class", "grid");
            out.leaf(
                    "text",
                    y.name.apply(tick),
                    "x",
                    Figures.px(box.left - 8),
                    "y",
                    at,
                    "dy",
                    ".35em",
                    "class",
                    "tick end");
        }
        for (double tick : x.at) {
            out.leaf(
                    "text",
                    x.name.apply(tick),
                    "x",
                    x.scale.at(tick),
                    "y",
                    Figures.px(box.height - box.bottom + 18),
                    "class",
                    "tick mid");
        }
        String middle = Figures.px((box.left + box.width - box.right) / 2);
        out.leaf("text", x.title, "x", middle, "y", Figures.px(box.height - 4), "class", "axis mid");
        out.leaf("text", y.title, "x", left, "y", Figures.px(box.top - 14), "class", "axis");
    }

    private void band(Html out, Line line) {
        List<Line.Dot> sure = line.dots().stream()
                .filter(d -> d.low().isPresent() && d.high().isPresent())
                .toList();
        if (sure.size() < 2) {
            return;
        }
        StringBuilder d = new StringBuilder();
        for (Line.Dot dot : sure) {
            d.append(d.isEmpty() ? "M" : "L").append(at(dot.x(), dot.high().orElse(dot.y())));
        }
        for (int i = sure.size() - 1; i >= 0; i--) {
            d.append("L").append(at(sure.get(i).x(), sure.get(i).low().orElse(0)));
        }
        out.mark("path", "d", d + "Z", "class", "band " + line.style());
    }

    private void path(Html out, Line line) {
        String d = line.dots().stream().map(dot -> at(dot.x(), dot.y())).collect(Collectors.joining("L", "M", ""));
        if (line.dots().size() > 1) {
            out.mark("path", "d", d, "class", "line " + line.style());
        }
    }

    private void dots(Html out, Line line) {
        for (Line.Dot dot : line.dots()) {
            if (!dot.tip().isEmpty()) {
                out.open(
                        "circle",
                        "cx",
                        x.scale.at(dot.x()),
                        "cy",
                        y.scale.at(dot.y()),
                        "r",
                        "3",
                        "class",
                        "dot " + line.style());
                out.leaf("title", dot.tip()).close();
            }
        }
    }

    /** Names at the right ends, pushed apart until none covers another. */
    private void names(Html out) {
        record Name(Line line, double wanted) {}
        List<Name> names = new ArrayList<>();
        for (Line line : lines) {
            if (!line.dots().isEmpty()) {
                names.add(new Name(
                        line, y.scale.px(line.dots().get(line.dots().size() - 1).y())));
            }
        }
        names.sort(Comparator.comparingDouble(Name::wanted));
        double[] at = apart(names.stream().mapToDouble(Name::wanted).toArray());
        for (int i = 0; i < at.length; i++) {
            Line line = names.get(i).line();
            if (Math.abs(at[i] - names.get(i).wanted()) > 3) {
                leader(out, line, names.get(i).wanted(), at[i]);
            }
            out.leaf(
                    "text",
                    Figures.shortened(line.name(), (int) ((box.right - LABEL_AT) / LETTER)),
                    "x",
                    Figures.px(box.width - box.right + LABEL_AT),
                    "y",
                    Figures.px(at[i]),
                    "dy",
                    ".35em",
                    "class",
                    "name " + line.style());
        }
    }

    /** A thin line from the end of a line to its name. */
    private void leader(Html out, Line line, double from, double to) {
        double end = x.scale.px(line.dots().get(line.dots().size() - 1).x());
        out.mark(
                "line",
                "x1",
                Figures.px(end + 4),
                "y1",
                Figures.px(from),
                "x2",
                Figures.px(box.width - box.right + 10),
                "y2",
                Figures.px(to),
                "class",
                "leader");
    }

    private double[] apart(double[] wanted) {
        double[] at = wanted.clone();
        for (int i = 1; i < at.length; i++) {
            at[i] = Math.max(at[i], at[i - 1] + LABEL_GAP);
        }
        double over = at.length == 0 ? 0 : at[at.length - 1] - (box.height - box.bottom);
        for (int i = at.length - 1; i >= 0 && over > 0; i--) {
            double limit = i == at.length - 1 ? box.height - box.bottom : at[i + 1] - LABEL_GAP;
            at[i] = Math.min(at[i], limit);
        }
        return at;
    }

    private String at(double dataX, double dataY) {
        return x.scale.at(dataX) + " " + y.scale.at(dataY);
    }
}
