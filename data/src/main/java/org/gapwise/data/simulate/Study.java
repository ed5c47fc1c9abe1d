package org.gapwise.data.simulate;

import java.util.Map;
import org.gapwise.core.cohort.Label;

/**
 * One simulated study with its hidden truth.
 *
 * @param number from 0; its picture is a function of the plan's seed and this
 * @param state the findings present, as bits of {@link Finding}
 * @param values by column, as the table writes them; also those nobody measured
 * @param measured by column
 * @param signs how strongly each sign shows
 * @param labels what the annotators wrote; not annotated is absent
 */
record Study(
        int number,
        String id,
        String subject,
        int state,
        double[] values,
        boolean[] measured,
        double[] signs,
        boolean hasImage,
        boolean hasTable,
        Map<String, Label> labels) {

    /** Where its picture lies below the images' folder. */
    String imageFile() {
        return "%03d/%s.png".formatted(number / 500, id);
    }
}
