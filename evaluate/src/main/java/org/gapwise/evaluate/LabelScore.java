package org.gapwise.evaluate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.metrics.CalibrationBin;
import org.gapwise.core.metrics.CurvePoint;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Metric;

/**
 * One target judged.
 *
 * @param positives judged cases that are positive
 * @param negatives judged cases that are negative
 * @param uncertain cases an annotator was unsure of, not judged
 * @param metrics an estimate for every metric
 * @param roc empty when one class has no case
 * @param precisionRecall empty when one class has no case
 */
public record LabelScore(
        String target,
        int positives,
        int negatives,
        int uncertain,
        Map<Metric, Estimate> metrics,
        List<CurvePoint> roc,
        List<CurvePoint> precisionRecall,
        List<CalibrationBin> calibration) {

    public LabelScore {
        metrics = Collections.unmodifiableMap(new EnumMap<>(metrics));
        roc = List.copyOf(roc);
        precisionRecall = List.copyOf(precisionRecall);
        calibration = List.copyOf(calibration);
    }

    public int annotated() {
        return positives + negatives;
    }

    public Estimate metric(Metric metric) {
        return metrics.getOrDefault(metric, Estimate.undefined(annotated()));
    }

    /** Why the ranking metrics are undefined; empty text when they are not. */
    public String reason() {
        if (annotated() == 0) {
            return "no annotated case";
        }
        if (positives == 0) {
            return "no positive case";
        }
        return negatives == 0 ? "no negative case" : "";
    }
}
