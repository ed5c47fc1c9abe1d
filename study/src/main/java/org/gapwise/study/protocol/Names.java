package org.gapwise.study.protocol;

import java.util.Locale;

/** Names of people's modalities as parts of file names. */
public final class Names {

    private Names() {}

    /** Letters, digits, dots and dashes; what is neither becomes a dash. */
    public static String id(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-+|-+$", "");
    }
}
