package org.gapwise.evaluate.report;

import org.gapwise.core.metrics.Estimate;

/** An estimate as a dot with its interval on a common scale, small enough for a table cell. */
record Whisker(Scale scale, double mark) {

    /** Title of a column of {@link #ofAuroc}. */
    static final String AUROC = "0.4 \u2026 0.5 chance \u2026 1";

    private static final double HEIGHT = 18;

    /** From chance to perfect; values below a half are drawn at the edge's left. */
    static Whisker ofAuroc() {
        return new Whisker(new Scale(0.4, 1, 4, 156), 0.5);
    }

    /** A cell with the picture; empty where there is nothing to draw. */
    void cell(Html out, Estimate estimate) {
        out.open("td", "class", "whisker");
        out.open(
                "svg",
                "viewBox",
                "0 0 160 18",
                "width",
                "160",
                "height",
                "18",
                "role",
                "img",
                "aria-label",
                Figures.sentence(estimate));
        vertical(out, scale.from(), "grid");
        vertical(out, mark, "zero");
        vertical(out, scale.to(), "grid");
        String middle = Figures.px(HEIGHT / 2);
        estimate.low()
                .ifPresent(low -> out.mark(
                        "line",
                        "x1",
                        scale.at(inside(low)),
                        "x2",
                        scale.at(inside(estimate.high().orElse(low))),
                        "y1",
                        middle,
                        "y2",
                        middle,
                        "class",
                        "range"));
        estimate.value()
                .ifPresent(v ->
                        out.mark("circle", "cx", scale.at(inside(v)), "cy", middle, "r", "3.4", "class", "dot s0"));
        out.close().close();
    }

    private void vertical(Html out, double at, String style) {
        out.mark("line", "x1", scale.at(at), "x2", scale.at(at), "y1", "0", "y2", Figures.px(HEIGHT), "class", style);
    }

    private double inside(double value) {
        return Math.min(Math.max(value, scale.from()), scale.to());
    }
}
