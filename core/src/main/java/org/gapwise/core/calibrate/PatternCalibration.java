package org.gapwise.core.calibrate;

import java.util.List;

/**
 * A label where exactly these modalities are present.
 *
 * @param present names in the schema's order
 * @param cases judged
 * @param map the label's common map, moved as far as these cases say
 * @param negative when "negative" stays in the prediction set
 * @param positive when "positive" stays in the prediction set
 */
public record PatternCalibration(
        List<String> present, int cases, Logistic map, ClassLimit negative, ClassLimit positive) {

    public PatternCalibration {
        present = List.copyOf(present);
    }
}
