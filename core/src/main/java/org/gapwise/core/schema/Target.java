package org.gapwise.core.schema;

import java.util.List;
import java.util.Optional;

/**
 * One finding to predict.
 *
 * @param positive cell texts that mean yes
 * @param negative cell texts that mean no; empty means: every other text that is not in {@code uncertain} or
 *     {@code missing}
 * @param uncertain cell texts that mean an annotator was unsure
 * @param missing cell texts that mean nobody annotated
 * @param separator when given, a cell lists several values, and the target is positive when one of them is
 */
public record Target(
        String name,
        String column,
        List<String> positive,
        List<String> negative,
        List<String> uncertain,
        List<String> missing,
        Optional<String> separator) {

    public Target {
        positive = List.copyOf(positive);
        negative = List.copyOf(negative);
        uncertain = List.copyOf(uncertain);
        missing = List.copyOf(missing);
        if (positive.isEmpty()) {
            throw new IllegalArgumentException("target \"" + name + "\" has no positive value");
        }
    }

    /** A column of 1, 0, blank (not annotated) and -1 (uncertain), as CheXpert writes them. */
    public Target(String name) {
        this(
                name,
                name,
                List.of("1", "1.0"),
                List.of("0", "0.0"),
                List.of("-1", "-1.0"),
                TableModality.MISSING,
                Optional.empty());
    }
}
