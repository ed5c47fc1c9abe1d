package org.gapwise.core.calibrate;

import java.util.List;
import java.util.Objects;
import org.gapwise.core.predict.Basis;
import org.gapwise.core.predict.Decision;

/**
 * What was learned about one label.
 *
 * @param method identity, temperature, platt or isotonic
 * @param strength precision with which a pattern's map is drawn to the common one: of the slope for temperature, else of
 *     the offset
 * @param cases judged
 * @param curve that all patterns share, before their maps; files from before there was one have none
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
        Curve curve,
        Logistic map,
        ClassLimit negative,
        ClassLimit positive,
        OperatingPoint operating,
        List<PatternCalibration> patterns) {

    public LabelCalibration {
        patterns = List.copyOf(patterns);
        curve = Objects.requireNonNullElse(curve, Curve.NONE);
    }

    /** What holds where these modalities are present. */
    public PatternCalibration pattern(List<String> present) {
        return patterns.stream()
                .filter(p -> p.present().equals(present))
                .findFirst()
                .orElseGet(() -> new PatternCalibration(present, 0, 0, map, negative, positive));
    }

    /** The calibrated probability where these modalities are present. */
    public double probability(List<String> present, double raw) {
        Logistic last = pattern(present).map();
        return curve.knots().isEmpty() ? last.of(raw) : last.ofLogit(curve.of(Logistic.logit(raw)));
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
