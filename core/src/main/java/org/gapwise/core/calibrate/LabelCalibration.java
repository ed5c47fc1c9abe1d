package org.gapwise.core.calibrate;

import java.util.List;
import org.gapwise.core.predict.Basis;
import org.gapwise.core.predict.Decision;

/**
 * What was learned about one label.
 *
 * @param method identity, temperature or platt
 * @param strength how strongly a pattern's map is drawn to the common one
 * @param cases judged
 * @param map over all patterns, for patterns that were not met
 * @param negative over all patterns
 * @param positive over all patterns
 * @param patterns those that were met
 */
public record LabelCalibration(
        String target,
        String method,
        double strength,
        int cases,
        Logistic map,
        ClassLimit negative,
        ClassLimit positive,
        OperatingPoint operating,
        List<PatternCalibration> patterns) {

    public LabelCalibration {
        patterns = List.copyOf(patterns);
    }

    /** What holds where these modalities are present. */
    public PatternCalibration pattern(List<String> present) {
        return patterns.stream()
                .filter(p -> p.present().equals(present))
                .findFirst()
                .orElseGet(() -> new PatternCalibration(present, 0, map, negative, positive));
    }

    /** The calibrated probability where these modalities are present. */
    public double probability(List<String> present, double raw) {
        return pattern(present).map().of(raw);
    }

    /**
     * What follows from a probability.
     *
     * @param raw before calibration
     * @param probability after it
     */
    public Decision decide(List<String> present, double raw, double probability) {
        PatternCalibration here = pattern(present);
        Basis weaker = here.negative().basis().compareTo(here.positive().basis()) > 0
                ? here.negative().basis()
                : here.positive().basis();
        return new Decision(
                raw,
                operating.threshold(),
                probability >= operating.threshold(),
                here.negative().keeps(1 - probability),
                here.positive().keeps(probability),
                weaker);
    }
}
