package org.gapwise.core.encoding;

import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Label;
import org.jspecify.annotations.Nullable;

/**
 * A case as the model takes it. Pictures stay sources: they are decoded by whoever makes a batch, and only then.
 *
 * @param source the case it was made from
 * @param tables one a table modality, in the schema's order
 * @param images by modality name; absent is an absent key
 * @param labels {@code [L]}: 1 positive, 0 negative, {@link #UNCERTAIN} or {@link #UNANNOTATED}
 */
public record EncodedCase(Case source, List<Cells> tables, Map<String, ImageSource> images, byte[] labels) {

    public static final byte UNCERTAIN = -1;
    public static final byte UNANNOTATED = -100;

    static byte code(@Nullable Label label) {
        if (label == null) {
            return UNANNOTATED;
        }
        return switch (label) {
            case POSITIVE -> 1;
            case NEGATIVE -> 0;
            case UNCERTAIN -> UNCERTAIN;
        };
    }
}
