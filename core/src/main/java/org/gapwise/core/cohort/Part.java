package org.gapwise.core.cohort;

import java.util.Locale;

/** What a case is for. */
public enum Part {
    TRAIN,
    VALID,
    TEST;

    /** {@code train}, {@code valid} or {@code test}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
