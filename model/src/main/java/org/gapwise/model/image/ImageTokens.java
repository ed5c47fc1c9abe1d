package org.gapwise.model.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a picture becomes tokens. */
public enum ImageTokens {
    /** The pooled vector cut into pieces of the model's width, as the paper does. */
    POOLED,
    /** The pooled vector through a linear layer: one token. */
    PROJECTED,
    /** A token for each place of the feature grid, projected, with a learnt position. */
    GRID;

    public static final List<String> WORDS =
            Arrays.stream(values()).map(ImageTokens::word).toList();

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ImageTokens of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
