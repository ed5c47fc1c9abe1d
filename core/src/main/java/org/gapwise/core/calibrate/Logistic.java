package org.gapwise.core.calibrate;

/**
 * A rising map of probabilities: p becomes sigmoid(slope * logit(p) + offset) (Platt 1999). With offset 0 the slope is
 * one over a temperature (Guo et al. 2017).
 */
public record Logistic(double slope, double offset) {

    public static final Logistic IDENTITY = new Logistic(1, 0);

    // A sigmoid in single precision reaches 0 and 1; a logit must stay finite.
    private static final double CERTAIN = 1e-7;

    public Logistic {
        if (!(slope > 0) || !Double.isFinite(slope) || !Double.isFinite(offset)) {
            throw new IllegalArgumentException("slope " + slope + " and offset " + offset + " are no rising map");
        }
    }

    /** The log odds of a probability; finite for 0 and 1 too. */
    public static double logit(double probability) {
        double inside = Math.min(Math.max(probability, CERTAIN), 1 - CERTAIN);
        return Math.log(inside / (1 - inside));
    }

    /** The map of a probability. */
    public double of(double probability) {
        return equals(IDENTITY) ? probability : ofLogit(logit(probability));
    }

    /** The map of a probability given as log odds. */
    public double ofLogit(double logit) {
        return 1 / (1 + Math.exp(-(slope * logit + offset)));
    }
}
