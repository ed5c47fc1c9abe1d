package org.gapwise.core.schema;

import java.util.List;
import java.util.Locale;

/** What becomes of a number outside of its feature's plausible range. It is reported with its row either way. */
public enum Implausible {
    /** It is used as it stands. */
    KEEP,
    /** It counts as not measured. */
    ABSENT;

    static final List<String> WORDS = List.of(KEEP.word(), ABSENT.word());

    static Implausible of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** {@code keep} or {@code absent}, as schema.toml writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
