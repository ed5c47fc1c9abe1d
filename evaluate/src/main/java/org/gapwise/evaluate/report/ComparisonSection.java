package org.gapwise.evaluate.report;

import java.util.List;
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
        Grid grid = new Grid(
                "Differences in AUROC, " + first + " minus " + second,
                List.of("Label", "\u22120.2 to 0.2", "Difference", first, second, "DeLong p, corrected"));
        grid.open(out);
        for (Comparison.OfLabel label : comparison.labels()) {
            row(out, label.target(), label.difference(), "");
            Grid.number(
                    out, label.delong().map(DeLong::aucA).map(Figures::three).orElse(Figures.UNDEFINED));
            Grid.number(
                    out, label.delong().map(DeLong::aucB).map(Figures::three).orElse(Figures.UNDEFINED));
            Grid.number(
                    out,
                    label.adjusted().isPresent() ? Figures.p(label.adjusted().getAsDouble()) : Figures.UNDEFINED);
            out.close();
        }
        row(out, "Macro mean", comparison.macroDifference(), "mean");
        out.leaf("td", "").leaf("td", "").leaf("td", "").close();
        grid.close(out);
        comparison
                .correctness()
                .pFirstGreater()
                .ifPresent(p -> out.leaf(
                        "p",
                        "Right and wrong decisions over "
                                + Figures.many(comparison.correctness().n(), "annotation")
                                + " (Wilcoxon, one-sided): p = " + Figures.p(p) + " for \u201c" + first
                                + " is right more often\u201d.",
                        "class",
                        "note"));
    }

    private static void row(Html out, String name, Estimate difference, String style) {
        out.open("tr", "class", style).leaf("th", name, "scope", "row");
        new Whisker(new Scale(-0.2, 0.2, 4, 156), 0).cell(out, difference);
        Grid.estimate(out, difference);
    }
}
