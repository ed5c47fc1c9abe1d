package org.gapwise.evaluate.calibrate;

import java.util.List;
import java.util.Map;
import org.gapwise.core.metrics.Metric;
import org.gapwise.core.metrics.Ranking;

/**
 * What calibration did to the answers about patients that its maps had not seen (cross-validated).
 *
 * @param present modalities of the cases; empty text stands for all cases
 * @param before what the model says
 * @param after calibrated
 */
public record CalibrationCheck(String target, String present, int cases, Quality before, Quality after) {

    /** What every line about all patterns says. */
    public static final String ALL = "all cases";

    /** ECE in ten bins, Brier score and mean log loss. */
    public record Quality(double ece, double brier, double logLoss) {

        static Quality of(double[] probabilities, boolean[] positive) {
            Map<Metric, Double> metrics = Ranking.of(probabilities, positive).metrics();
            return new Quality(
                    metrics.getOrDefault(Metric.ECE, 0.0),
                    metrics.getOrDefault(Metric.BRIER, 0.0),
                    metrics.getOrDefault(Metric.LOG_LOSS, 0.0));
        }
    }

    /** A pattern as a reader sees it. */
    static String name(List<String> present) {
        return present.isEmpty() ? "nothing" : String.join(" + ", present);
    }
}
