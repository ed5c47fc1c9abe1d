package org.gapwise.model.tabular;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a number becomes a token. */
public enum NumericForm {
    /** The paper's: x times a vector, so that an observed 0 is told from nothing by the mask alone. */
    LINEAR,
    /** With an offset vector: an observed 0 is a token of its own. */
    BIASED;

    public static final List<String> WORDS =
            Arrays.stream(values()).map(NumericForm::word).toList();

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static NumericForm of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
