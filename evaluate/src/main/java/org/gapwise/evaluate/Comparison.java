package org.gapwise.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.metrics.DeLong;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Holm;
import org.gapwise.core.metrics.Mean;
import org.gapwise.core.metrics.Metric;
import org.gapwise.core.metrics.Ranking;
import org.gapwise.core.metrics.Wilcoxon;

/**
 * Two predictors on the same cases.
 *
 * @param macroDifference first minus second macro AUROC; both are measured on the same resamples of groups
 * @param correctness Wilcoxon's test on right and wrong decisions of all annotations, as MARIA compares methods
 */
public record Comparison(List<OfLabel> labels, Estimate macroDifference, Wilcoxon correctness) {

    /**
     * One target.
     *
     * @param difference first minus second AUROC
     * @param delong empty with fewer than two cases of a class
     * @param adjusted DeLong's two-sided p after Holm's correction over the labels that have one
     */
    public record OfLabel(String target, Estimate difference, Optional<DeLong> delong, OptionalDouble adjusted) {}

    public Comparison {
        labels = List.copyOf(labels);
    }

    public static Comparison of(Scored first, Scored second, Bootstrap bootstrap) {
        first.sameCasesAs(second);
        Paired paired = new Paired(List.of(first, second), bootstrap);
        List<Optional<DeLong>> tests = new ArrayList<>();
        for (int l = 0; l < first.targets().size(); l++) {
            int[] rows = first.judged(l);
            tests.add(DeLong.of(first.probabilities(l, rows), second.probabilities(l, rows), first.positive(l, rows)));
        }
        List<OptionalDouble> adjusted = Holm.adjust(tests.stream()
                .map(t -> t.map(DeLong::pTwoSided).orElse(OptionalDouble.empty()))
                .toList());
        List<OfLabel> labels = new ArrayList<>();
        for (int l = 0; l < tests.size(); l++) {
            labels.add(new OfLabel(
                    first.targets().get(l), paired.labelDifference(1, l, Metric.AUROC), tests.get(l), adjusted.get(l)));
        }
        Estimate macro = paired.meanDifference(1, Mean.MACRO, Metric.AUROC);
        return new Comparison(labels, macro, correctness(first, second));
    }

    private static Wilcoxon correctness(Scored first, Scored second) {
        List<Double> differences = new ArrayList<>();
        for (int l = 0; l < first.targets().size(); l++) {
            int[] rows = first.judged(l);
            boolean[] positive = first.positive(l, rows);
            for (int i = 0; i < rows.length; i++) {
                boolean a = first.probability(l, rows[i]) >= Ranking.THRESHOLD == positive[i];
                boolean b = second.probability(l, rows[i]) >= Ranking.THRESHOLD == positive[i];
                differences.add((a ? 1.0 : 0.0) - (b ? 1.0 : 0.0));
            }
        }
        return Wilcoxon.of(differences.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
