package org.gapwise.core.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Net benefit over the probability at which one would act: true positives a case, less the false ones at the rate at
 * which somebody with that threshold trades them (Vickers and Elkin 2006).
 *
 * @param points by rising threshold
 */
public record DecisionCurve(List<Point> points) {

    /**
     * One threshold.
     *
     * @param model acting where the probability reaches it
     * @param all acting always; acting never is worth 0
     */
    public record Point(double threshold, double model, double all) {}

    public DecisionCurve {
        points = List.copyOf(points);
    }

    /**
     * @param probabilities [N]
     * @param positive [N]
     * @param thresholds each in (0, 1)
     */
    public static DecisionCurve of(double[] probabilities, boolean[] positive, List<Double> thresholds) {
        Order.check(probabilities, positive);
        List<Point> points = new ArrayList<>();
        for (double threshold : thresholds) {
            double odds = threshold / (1 - threshold);
            double tp = 0;
            double fp = 0;
            double positives = 0;
            for (int i = 0; i < positive.length; i++) {
                positives += positive[i] ? 1 : 0;
                if (probabilities[i] >= threshold) {
                    tp += positive[i] ? 1 : 0;
                    fp += positive[i] ? 0 : 1;
                }
            }
            double n = positive.length;
            points.add(new Point(threshold, (tp - fp * odds) / n, (positives - (n - positives) * odds) / n));
        }
        return new DecisionCurve(points);
    }
}
