package org.gapwise.core.predict;

/** Whose calibration cases a prediction set rests on, from the closest to the farthest. */
public enum Basis {
    /** Cases with the same modalities present: covers as often as it says among such cases. */
    PATTERN,
    /** Cases of all patterns, because too few had these modalities: covers as often as it says over all cases only. */
    POOLED,
    /** Too few cases at all: nothing is ruled out. */
    NONE
}
