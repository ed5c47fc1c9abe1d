package org.gapwise.core.calibrate;

import java.util.List;
import java.util.Objects;

/**
 * A label where exactly these modalities are present.
 *
 * @param present names in the schema's order
 * @param cases judged that have exactly these
 * @param reduced judged that have more, and were asked about as if they had these; 0 in older files
 * @param map what was learned from them and from other patterns
 * @param negative when "negative" stays in the prediction set
 * @param positive when "positive" stays in the prediction set
 */
public record PatternCalibration(
        List<String> present, int cases, Integer reduced, Logistic map, ClassLimit negative, ClassLimit positive) {

    public PatternCalibration {
        present = List.copyOf(present);
        reduced = Objects.requireNonNullElse(reduced, 0);
    }
}
