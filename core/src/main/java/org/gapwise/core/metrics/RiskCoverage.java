package org.gapwise.core.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * How often the more probable class is wrong among the cases one is surest of (El-Yaniv and Wiener 2010).
 *
 * @param points coverage (x), share wrong among so many (y), least confidence (threshold), from the surest case on
 * @param area mean risk over all coverages; smaller is better
 */
public record RiskCoverage(List<CurvePoint> points, double area) {

    public RiskCoverage {
        points = List.copyOf(points);
    }

    /**
     * Cases of equal confidence enter together.
     *
     * @param probabilities [N], at least one
     * @param positive [N]
     */
    public static RiskCoverage of(double[] probabilities, boolean[] positive) {
        Order.check(probabilities, positive);
        int n = probabilities.length;
        double[] confidence = new double[n];
        for (int i = 0; i < n; i++) {
            confidence[i] = Math.max(probabilities[i], 1 - probabilities[i]);
        }
        int[] order = Order.descending(confidence);
        List<CurvePoint> points = new ArrayList<>();
        double wrong = 0;
        double area = 0;
        int entered = 0;
        for (int i = 0; i < n; i++) {
            wrong += (probabilities[order[i]] >= 0.5) == positive[order[i]] ? 0 : 1;
            if (i + 1 == n || confidence[order[i + 1]] != confidence[order[i]]) {
                double risk = wrong / (i + 1);
                points.add(new CurvePoint((i + 1) / (double) n, risk, confidence[order[i]]));
                area += risk * (i + 1 - entered) / n;
                entered = i + 1;
            }
        }
        return new RiskCoverage(points, area);
    }
}
