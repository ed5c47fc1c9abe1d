package org.gapwise.core.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a quantity becomes a number near one. */
public enum Scaling {
    /** To [0, 1] over the training part, as the paper does. */
    MINMAX,
    /** Less the mean, over the standard deviation; clipped to ten deviations. */
    STANDARD,
    /** To normal scores by the training part's quantiles: outliers and skew lose their weight. */
    QUANTILE;

    public static final List<String> WORDS =
            Arrays.stream(values()).map(Scaling::word).toList();

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Scaling of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
