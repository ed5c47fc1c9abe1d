package org.gapwise.model.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gapwise.model.vision.VisionArchitecture;
import org.gapwise.nn.Tensor;

/** What is done to pixels in [0, 1] before the encoder. */
public enum PixelScale {
    /** Nothing, as in the paper. */
    NONE,
    /** What the architecture's public weights expect. */
    PRETRAINED;

    public static final List<String> WORDS =
            Arrays.stream(values()).map(PixelScale::word).toList();

    private static final double WHITE = 255;

    /** {@code [N, 3, S, S]} to the same. */
    Tensor apply(Tensor pixels, VisionArchitecture architecture) {
        return this == NONE ? pixels : architecture.normalization().apply(pixels.times(WHITE));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PixelScale of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
