package org.gapwise.core.predict;

/**
 * What a calibrated model says of a target beyond its probability.
 *
 * @param raw the probability before calibration
 * @param threshold from which a case is flagged
 * @param flagged whether the probability reaches it
 * @param mayBeNegative whether "negative" is in the prediction set
 * @param mayBePositive whether "positive" is in the prediction set
 * @param basis whose cases the prediction set rests on
 */
public record Decision(
        double raw, double threshold, boolean flagged, boolean mayBeNegative, boolean mayBePositive, Basis basis) {

    /** The prediction set in a word. */
    public enum Verdict {
        NEGATIVE,
        POSITIVE,
        /** Neither can be ruled out: the model abstains. */
        UNSURE,
        /** Both are ruled out: unlike the calibration cases of either class. The model abstains. */
        UNUSUAL
    }

    public Verdict verdict() {
        if (mayBeNegative == mayBePositive) {
            return mayBeNegative ? Verdict.UNSURE : Verdict.UNUSUAL;
        }
        return mayBePositive ? Verdict.POSITIVE : Verdict.NEGATIVE;
    }

    /** Whether the set holds not exactly one label, so that the model leaves the question to a person. */
    public boolean abstains() {
        return mayBeNegative == mayBePositive;
    }
}
