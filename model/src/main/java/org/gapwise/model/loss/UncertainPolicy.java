package org.gapwise.model.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What an annotator's "unsure" (-1) counts as in training. In metrics it never counts. */
public enum UncertainPolicy {
    /** As if nobody had annotated. */
    IGNORE(OptionalDouble.empty()),
    ZERO(OptionalDouble.of(0)),
    ONE(OptionalDouble.of(1)),
    /** Rather yes than no: the middle of the interval (0.55, 0.85) of Pham et al., Neurocomputing 2021. */
    SOFT(OptionalDouble.of(0.7));

    public static final List<String> WORDS =
            Arrays.stream(values()).map(UncertainPolicy::word).toList();

    private final OptionalDouble target;

    UncertainPolicy(OptionalDouble target) {
        this.target = target;
    }

    /** What the loss aims at for an uncertain label; empty leaves it out. */
    public OptionalDouble target() {
        return target;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static UncertainPolicy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
