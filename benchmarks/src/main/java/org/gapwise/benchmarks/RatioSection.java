package org.gapwise.benchmarks;

import java.util.List;
import java.util.Locale;
import org.gapwise.evaluate.report.Html;
import org.gapwise.evaluate.report.Scale;
import org.gapwise.evaluate.report.Section;

/** Quotients as dots with their quartiles, a mark where something was promised. */
record RatioSection(String work, String kind, List<Figures.Ratio> ratios) implements Section {

    private static final double LEFT = 4;
    private static final double RIGHT = 156;
    private static final String BOTTOM = "18";
    private static final String MIDDLE = "9";
    private static final String SPEED = "speed";

    @Override
    public String id() {
        return work + "-" + kind;
    }

    @Override
    public String title() {
        return switch (kind) {
            case SPEED -> "Others' time by ours: " + work;
            case "bookkeeping" -> "What knowing about gaps costs: " + work;
            case "cost" -> "What gaps save: " + work;
            default -> "What gaps save in the transformers: " + work;
        };
    }

    @Override
    public String lead() {
        return switch (kind) {
            case SPEED -> "Above 1, the dashed line, Gapwise is the quicker one. Twice as quick is as far everywhere.";
            case "bookkeeping" -> "Masks and embeddings by themselves, by a whole training step.";
            default -> "Time by the time with nothing missing; the bar is the most it was promised to be.";
        };
    }

    @Override
    public void body(Html out) {
        Scale scale = isSpeed()
                ? new Scale(drawn(Math.min(1, least())), drawn(Math.max(1, most())), LEFT, RIGHT)
                : new Scale(0, most(), LEFT, RIGHT);
        boolean promised = ratios.stream().anyMatch(r -> !Double.isNaN(r.limit()));
        out.open("div", "class", "wide").open("table").open("thead").open("tr");
        out.leaf("th", "").leaf("th", "Median", "class", "num").leaf("th", "Quartiles", "class", "num");
        if (promised) {
            out.leaf("th", "At most", "class", "num");
        }
        out.leaf("th", "Of what").close().close().open("tbody");
        for (Figures.Ratio ratio : ratios) {
            out.open("tr").open("td", "class", "whisker");
            picture(out, ratio, scale);
            out.close();
            row(out, ratio, promised);
            out.close();
        }
        out.close().close().close();
    }

    private static void row(Html out, Figures.Ratio ratio, boolean promised) {
        double median = ratio.spread().median();
        int digits = digits(ratio);
        out.leaf("td", number(median, digits), "class", "num");
        out.leaf(
                "td",
                number(ratio.spread().low(), digits) + " to "
                        + number(ratio.spread().high(), digits),
                "class",
                "num");
        if (promised && Double.isNaN(ratio.limit())) {
            out.leaf("td", "");
        } else if (promised) {
            out.leaf("td", number(ratio.limit(), 2), "class", median <= ratio.limit() ? "num held" : "num missed");
        }
        out.leaf("td", ratio.what());
    }

    private void picture(Html out, Figures.Ratio ratio, Scale scale) {
        String label = number(ratio.spread().median(), digits(ratio));
        out.open("svg", "viewBox", "0 0 160 18", "width", "160", "height", BOTTOM, "role", "img", "aria-label", label);
        if (isSpeed()) {
            upright(out, scale.at(drawn(1)), "zero");
        }
        if (!Double.isNaN(ratio.limit())) {
            upright(out, scale.at(drawn(ratio.limit())), "rule");
        }
        String low = scale.at(drawn(ratio.spread().low()));
        String high = scale.at(drawn(ratio.spread().high()));
        out.mark("line", "x1", low, "x2", high, "y1", MIDDLE, "y2", MIDDLE, "class", "range");
        String middle = scale.at(drawn(ratio.spread().median()));
        out.mark("circle", "cx", middle, "cy", MIDDLE, "r", "3.4", "class", "dot s0")
                .close();
    }

    private static void upright(Html out, String at, String style) {
        out.mark("line", "x1", at, "x2", at, "y1", "0", "y2", BOTTOM, "class", style);
    }

    private boolean isSpeed() {
        return kind.equals(SPEED);
    }

    private double drawn(double quotient) {
        return isSpeed() ? Math.log(quotient) : quotient;
    }

    private double least() {
        return ratios.stream().mapToDouble(r -> r.spread().low()).min().orElse(1);
    }

    private double most() {
        return ratios.stream()
                .mapToDouble(r -> Double.isNaN(r.limit())
                        ? r.spread().high()
                        : Math.max(r.spread().high(), r.limit()))
                .max()
                .orElse(1);
    }

    private static int digits(Figures.Ratio ratio) {
        return ratio.spread().median() < 0.1 ? 4 : 2;
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
