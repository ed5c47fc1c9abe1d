package org.gapwise.evaluate.study;

import java.util.Optional;

/**
 * How a study is judged.
 *
 * @param resamples of patients for AUROC on the reported slices, e.g. 1000
 * @param others resamples for average precision, calibration, patterns and stress weights, which cost more, e.g. 200
 * @param level of intervals, e.g. 0.95
 * @param kept for weighting by inverse probability; empty where the mechanism is not known
 */
public record StudyOptions(int resamples, int others, double level, long seed, Optional<KeptChance> kept) {

    /** A thousand resamples, 95 % intervals, no stress weights. */
    public static StudyOptions standard() {
        return new StudyOptions(1000, 200, 0.95, 7, Optional.empty());
    }
}
