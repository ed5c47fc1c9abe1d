package org.gapwise.benchmarks;

import java.util.List;
import java.util.Locale;
import org.gapwise.evaluate.report.Html;
import org.gapwise.evaluate.report.Section;

/** Quotients as bars with their quartiles, a mark where something was promised. */
record RatioSection(String work, String kind, List<Figures.Ratio> ratios) implements Section {

    private static final double ROW = 26;
    private static final double LEFT = 8;
    private static final double BAR = 200;
    private static final double WIDTH = 960;

    @Override
    public String id() {
        return work + "-" + kind;
    }

    @Override
    public String title() {
        return switch (kind) {
            case "speed" -> "Others' time by ours: " + work;
            case "bookkeeping" -> "What knowing about gaps costs: " + work;
            case "cost" -> "What gaps save: " + work;
            default -> "What gaps save in the transformers: " + work;
        };
    }

    @Override
    public String lead() {
        return switch (kind) {
            case "speed" -> "Above 1 Gapwise is the quicker one.";
            case "bookkeeping" -> "Masks and embeddings by themselves, by a whole training step.";
            default -> "Time by the time with nothing missing; the mark is the most it was promised to be.";
        };
    }

    @Override
    public void body(Html out) {
        double most = ratios.stream()
                .mapToDouble(r -> Math.max(r.spread().high(), 1))
                .max()
                .orElse(1);
        String view = "0 0 " + px(WIDTH) + " " + px(ROW * ratios.size() + 8);
        out.open("svg", "viewBox", view, "role", "img", "aria-label", title(), "class", "chart");
        for (int i = 0; i < ratios.size(); i++) {
            row(out, ratios.get(i), ROW * i + 4, BAR / most);
        }
        String one = px(LEFT + BAR / most);
        out.mark("line", "x1", one, "x2", one, "y1", "0", "y2", px(ROW * ratios.size()), "stroke", "#888888");
        out.close();
    }

    private static void row(Html out, Figures.Ratio ratio, double top, double scale) {
        Spread spread = ratio.spread();
        double middle = top + 5;
        out.mark(
                "rect",
                "x",
                px(LEFT),
                "y",
                px(top),
                "width",
                px(spread.median() * scale),
                "height",
                "10",
                "fill",
                "#2a78b5");
        String low = px(LEFT + spread.low() * scale);
        String high = px(LEFT + spread.high() * scale);
        out.mark("line", "x1", low, "x2", high, "y1", px(middle), "y2", px(middle), "stroke", "#111111");
        if (!Double.isNaN(ratio.limit())) {
            String at = px(LEFT + ratio.limit() * scale);
            out.mark("line", "x1", at, "x2", at, "y1", px(top - 3), "y2", px(top + 13), "stroke", "#c0392b");
        }
        String text = BenchPage.quotient(ratio) + "  " + ratio.what();
        out.leaf("text", text, "x", px(LEFT + BAR + 12), "y", px(middle), "dy", ".35em", "class", "tick low");
    }

    private static String px(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
