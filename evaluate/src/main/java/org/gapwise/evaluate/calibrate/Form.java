package org.gapwise.evaluate.calibrate;

import java.util.Locale;

/** Which maps are allowed, from the plainest. */
enum Form {
    IDENTITY,
    /** A slope. */
    TEMPERATURE,
    /** A slope and an offset. */
    PLATT,
    /** A rising curve for the label, then a slope and an offset. */
    ISOTONIC;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
