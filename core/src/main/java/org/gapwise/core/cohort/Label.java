package org.gapwise.core.cohort;

/** What an annotator said of a target. A target nobody annotated has no label at all. */
public enum Label {
    NEGATIVE,
    POSITIVE,
    UNCERTAIN
}
