package org.gapwise.core.schema;

import java.util.List;

/**
 * Columns of the table that are measured together.
 *
 * @param missing how this table writes "not measured", compared after trimming, case ignored
 * @param implausible what becomes of numbers outside of their range
 */
public record TableModality(String name, List<Feature> features, List<String> missing, Implausible implausible)
        implements Modality {

    /** The spellings taken when the schema names none. */
    public static final List<String> MISSING =
            List.of("", "NA", "N/A", "NaN", "null", "none", "nil", "?", "-", "--", ".", "#N/A", "not available");

    public TableModality {
        features = List.copyOf(features);
        missing = List.copyOf(missing);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("modality \"" + name + "\" has no features");
        }
    }

    public TableModality(String name, List<Feature> features, List<String> missing) {
        this(name, features, missing, Implausible.KEEP);
    }

    public TableModality(String name, List<Feature> features) {
        this(name, features, MISSING);
    }
}
