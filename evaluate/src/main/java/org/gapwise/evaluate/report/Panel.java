package org.gapwise.evaluate.report;

import java.util.List;
import java.util.stream.Collectors;
import org.gapwise.core.metrics.CurvePoint;
import org.gapwise.evaluate.Thinned;

/** The unit square, small: the frame that ROC, precision-recall and calibration plots share. */
record Panel(Html out) {

    static final double SIZE = 132;
    static final double LEFT = 22;
    static final double TOP = 8;

    private static final Scale X = new Scale(0, 1, LEFT, LEFT + SIZE);
    private static final Scale Y = new Scale(0, 1, TOP + SIZE, TOP);

    /** Opens the picture with its frame; {@code below} pixels are left under the axis. */
    void open(String summary, double below) {
        String view = "0 0 164 " + Figures.px(TOP + SIZE + 18 + below);
        out.open("svg", "viewBox", view, "role", "img", "aria-label", summary, "class", "panel");
        for (double tick : new double[] {0, 0.5, 1}) {
            String name = tick == 0.5 ? ".5" : Figures.px(tick);
            line(tick, 0, tick, 1, "grid");
            line(0, tick, 1, tick, "grid");
            out.leaf("text", name, "x", X.at(tick), "y", Figures.px(TOP + SIZE + 12), "class", "tick mid");
            out.leaf("text", name, "x", Figures.px(LEFT - 5), "y", Y.at(tick), "dy", ".35em", "class", "tick end");
        }
    }

    void close() {
        out.close();
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        out.mark("line", "x1", X.at(x1), "y1", Y.at(y1), "x2", X.at(x2), "y2", Y.at(y2), "class", style);
    }

    void dot(double x, double y, double radius, String tip) {
        out.open("circle", "cx", X.at(x), "cy", Y.at(y), "r", Figures.px(radius), "class", "dot s0");
        out.leaf("title", tip).close();
    }

    void curve(List<CurvePoint> points, String style) {
        if (!points.isEmpty()) {
            String d = Thinned.of(points).stream()
                    .map(p -> X.at(p.x()) + " " + Y.at(p.y()))
                    .collect(Collectors.joining("L", "M", ""));
            out.mark("path", "d", d, "class", "line " + style);
        }
    }

    /** A bar below the axis, for how many cases a bin holds. */
    void bar(double from, double to, double share, double room) {
        double top = TOP + SIZE + 18;
        out.mark(
                "rect",
                "x",
                Figures.px(X.px(from) + 0.5),
                "y",
                Figures.px(top),
                "width",
                Figures.px(X.px(to) - X.px(from) - 1),
                "height",
                Figures.px(Math.max(share * room, 0.6)),
                "class",
                "bar");
    }

    /** A text inside the square. */
    void inside(String text, double x, double y, String style) {
        out.leaf("text", text, "x", X.at(x), "y", Y.at(y), "class", style);
    }
}
