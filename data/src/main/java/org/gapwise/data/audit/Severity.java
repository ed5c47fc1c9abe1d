package org.gapwise.data.audit;

import java.util.Locale;

/** What a finding means for the use of the data. */
public enum Severity {
    /** The data must not be used as they are. */
    ERROR,
    /** A person has to look at it and may find it in order. */
    WARNING;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
