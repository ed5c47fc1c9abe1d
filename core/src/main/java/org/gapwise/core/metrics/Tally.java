package org.gapwise.core.metrics;

/** Weighted sums over the cases of one label; counts are doubles so that a million positives do not overflow. */
final class Tally {

    double tp;
    double fp;
    double tn;
    double fn;

    /** Pairs of a positive and a negative in the right order, ties counted half. */
    double concordant;

    /** Precision summed over positives, each at the threshold of its own score. */
    double precision;

    /** Squared differences of probability and outcome. */
    double squares;

    /** Negative log likelihood. */
    double logs;

    /** |sum of probabilities - sum of outcomes| summed over calibration bins. */
    double gaps;

    double positives() {
        return tp + fn;
    }

    double negatives() {
        return fp + tn;
    }

    double cases() {
        return positives() + negatives();
    }
}
