package org.gapwise.evaluate.study;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.gapwise.core.metrics.Concordance;
import org.gapwise.core.metrics.Mean;
import org.gapwise.core.metrics.Metric;
import org.gapwise.core.metrics.Ranking;
import org.gapwise.evaluate.Scored;

/** The answers of one cell, sorted once, label by label. */
final class View {

    private final Scored scored;
    private final List<Concordance> labels;

    private View(Scored scored, List<Concordance> labels) {
        this.scored = scored;
        this.labels = labels;
    }

    static View of(Scored scored) {
        return of(scored, row -> true);
    }

    /** Of some of the cases. */
    static View of(Scored scored, IntPredicate wanted) {
        List<Concordance> labels = IntStream.range(0, scored.targets().size())
                .mapToObj(l -> {
                    int[] rows = Arrays.stream(scored.judged(l)).filter(wanted).toArray();
                    return Concordance.of(scored.probabilities(l, rows), scored.positive(l, rows), rows);
                })
                .toList();
        return new View(scored, labels);
    }

    Scored scored() {
        return scored;
    }

    /** Macro AUROC, then the annotation-weighted one. */
    void aurocs(int[] weights, double[] into) {
        double[] values = new double[labels.size()];
        double[] annotated = new double[labels.size()];
        double[] one = new double[2];
        for (int l = 0; l < values.length; l++) {
            labels.get(l).measure(weights, one);
            values[l] = one[0];
            annotated[l] = one[1];
        }
        into[0] = Mean.MACRO.over(values, annotated);
        into[1] = Mean.ANNOTATION_WEIGHTED.over(values, annotated);
    }

    /** Macro AUROC with weights that are no counts. */
    double macro(double[] weights) {
        double[] values = labels.stream().mapToDouble(c -> c.auroc(weights)).toArray();
        return Mean.MACRO.over(values, new double[values.length]);
    }

    /** Average precision, Brier score and ECE, each the plain mean over labels. */
    Resamples.Weighted others() {
        List<Ranking> rankings =
                IntStream.range(0, labels.size()).mapToObj(scored::ranking).toList();
        Metric[] wanted = {Metric.AVERAGE_PRECISION, Metric.BRIER, Metric.ECE};
        return (weights, into) -> {
            double[] all = new double[Metric.values().length * rankings.size()];
            for (int l = 0; l < rankings.size(); l++) {
                rankings.get(l).measure(weights, all, l * Metric.values().length);
            }
            double[] values = new double[rankings.size()];
            for (int m = 0; m < wanted.length; m++) {
                for (int l = 0; l < values.length; l++) {
                    values[l] = all[l * Metric.values().length + wanted[m].ordinal()];
                }
                into[m] = Mean.MACRO.over(values, new double[values.length]);
            }
        };
    }
}
