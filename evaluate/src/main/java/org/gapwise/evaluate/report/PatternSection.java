package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gapwise.core.metrics.Metric;
import org.gapwise.evaluate.Evaluation;
import org.gapwise.evaluate.PatternScore;

/**
 * Scores by what was really there.
 *
 * @param modalities in the schema's order
 */
public record PatternSection(Evaluation evaluation, List<String> modalities) implements Section {

    public PatternSection {
        modalities = List.copyOf(modalities);
    }

    @Override
    public String id() {
        return "patterns";
    }

    @Override
    public String title() {
        return "By what was present";
    }

    @Override
    public String lead() {
        return "The same answers, split by the modalities that each case really had. These groups differ in more than"
                + " what was measured: whoever gets no image may also be less ill.";
    }

    @Override
    public void body(Html out) {
        List<String> head = new ArrayList<>(modalities);
        head.add(0, "Pattern");
        head.addAll(List.of("Cases", "Patients", Whisker.AUROC, "Macro AUROC"));
        Grid grid = new Grid(
                "Macro AUROC by observed pattern, over the labels that have both classes there",
                head,
                Set.of(0, modalities.size() + 3));
        grid.open(out);
        for (PatternScore pattern : evaluation.patterns()) {
            out.open("tr").leaf("th", Presences.name(pattern.present(), modalities), "scope", "row");
            Presences.cells(out, pattern.present(), modalities);
            Grid.number(out, Figures.count(pattern.cases()));
            Grid.number(out, Figures.count(pattern.groups()));
            Whisker.ofAuroc().cell(out, pattern.macro(Metric.AUROC));
            Grid.estimate(out, pattern.macro(Metric.AUROC));
            out.close();
        }
        grid.close(out);
        calibration(out);
    }

    private void calibration(Html out) {
        Grid grid = new Grid(
                "Calibration by observed pattern, means over labels. The ECE of few cases is too high, whatever the"
                        + " model: some 0.03 of 500 cases, 0.02 of 1,000",
                List.of("Pattern", "Cases", "Macro ECE", "Macro Brier score"));
        grid.open(out);
        for (PatternScore pattern : evaluation.patterns()) {
            out.open("tr").leaf("th", Presences.name(pattern.present(), modalities), "scope", "row");
            Grid.number(out, Figures.count(pattern.cases()));
            Grid.estimate(out, pattern.macro(Metric.ECE));
            Grid.estimate(out, pattern.macro(Metric.BRIER));
            out.close();
        }
        grid.close(out);
    }
}
