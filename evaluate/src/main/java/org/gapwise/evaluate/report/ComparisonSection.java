package org.gapwise.evaluate.report;

import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.gapwise.core.metrics.DeLong;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.evaluate.Comparison;

/**
 * Two predictors side by side.
 *
 * @param first name of the one whose advantage is shown as positive
 */
public record ComparisonSection(String first, String second, Comparison comparison) implements Section {

    @Override
    public String id() {
        return "comparison";
    }

    @Override
    public String title() {
        return first + " against " + second;
    }

    @Override
    public String lead() {
        return "AUROC of the first minus the second on the same cases. Intervals resample patients, the same ones for"
                + " both. DeLong\u2019s test counts cases as independent; its p-values are corrected for the number of"
                + " labels (Holm).";
    }

    @Override
    public void body(Html out) {
        double reach = reach();
        Grid grid = new Grid(
                "Differences in AUROC, " + first + " minus " + second,
                List.of(
                        "Label",
                        "\u2212" + Figures.two(reach) + " \u2026 0 \u2026 " + Figures.two(reach),
                        "Difference",
                        first,
                        second,
                        "DeLong p, corrected"),
                Set.of(0, 1));
        grid.open(out);
        for (Comparison.OfLabel label : comparison.labels()) {
            row(out, label.target(), label.difference(), reach, "");
            Grid.number(
                    out, label.delong().map(DeLong::aucA).map(Figures::three).orElse(Figures.UNDEFINED));
            Grid.number(
                    out, label.delong().map(DeLong::aucB).map(Figures::three).orElse(Figures.UNDEFINED));
            Grid.number(
                    out,
                    label.adjusted().isPresent() ? Figures.p(label.adjusted().getAsDouble()) : Figures.UNDEFINED);
            out.close();
        }
        row(out, "Macro mean", comparison.macroDifference(), reach, "mean");
        out.leaf("td", "").leaf("td", "").leaf("td", "").close();
        grid.close(out);
        comparison
                .correctness()
                .pFirstGreater()
                .ifPresent(p -> out.leaf(
                        "p",
                        "Right and wrong decisions over "
                                + Figures.many(comparison.correctness().n(), "annotation")
                                + " (Wilcoxon, one-sided): p " + (p < 0.001 ? "" : "= ") + Figures.p(p) + " for \u201c"
                                + first
                                + " is right more often\u201d.",
                        "class",
                        "note"));
    }

    /** How far the farthest interval goes from zero, in steps of 0.05. */
    private double reach() {
        double farthest = Stream.concat(
                        comparison.labels().stream().map(Comparison.OfLabel::difference),
                        Stream.of(comparison.macroDifference()))
                .flatMapToDouble(e -> DoubleStream.concat(
                        e.value().stream(), DoubleStream.concat(e.low().stream(), e.high().stream())))
                .map(Math::abs)
                .max()
                .orElse(0);
        return Math.max(0.05, Math.ceil(farthest / 0.05) * 0.05);
    }

    private static void row(Html out, String name, Estimate difference, double reach, String style) {
        out.open("tr", "class", style).leaf("th", name, "scope", "row");
        new Whisker(new Scale(-reach, reach, 4, 156), 0).cell(out, difference);
        Grid.estimate(out, difference);
    }
}
