package org.gapwise.core.metrics;

import java.util.OptionalDouble;

/** Area under the ROC curve of one label: the chance that a positive case scores above a negative one, ties half. */
public final class Auroc {

    private Auroc() {}

    /**
     * From midranks (Hanley and McNeil 1982).
     *
     * @param scores [N], any scale; higher means more likely positive
     * @param positive [N]
     * @return empty when one of the two classes has no case
     */
    public static OptionalDouble of(double[] scores, boolean[] positive) {
        Order.check(scores, positive);
        double[] ranks = Order.midranks(scores);
        double sum = 0;
        double positives = 0;
        for (int i = 0; i < ranks.length; i++) {
            if (positive[i]) {
                sum += ranks[i];
                positives++;
            }
        }
        double negatives = ranks.length - positives;
        return Metric.defined((sum - positives * (positives + 1) / 2) / (positives * negatives));
    }
}
