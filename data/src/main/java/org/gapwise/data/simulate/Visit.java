package org.gapwise.data.simulate;

import java.util.List;
import java.util.Map;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Label;

/**
 * One simulated study as layouts other than the flat table need it.
 *
 * @param number from 0
 * @param cells what was measured, by column, as the flat table writes it; absent is not measured
 * @param labels what the annotators wrote; absent is not annotated
 * @param hasTable whether anything but the picture exists
 * @param hasImage whether there is a frontal picture
 * @param signs how strongly each sign shows in it
 */
public record Visit(
        int number,
        Map<String, String> cells,
        Map<String, Label> labels,
        boolean hasTable,
        boolean hasImage,
        Signs signs) {

    /** The labels of every study, in the order of the flat table. */
    public static List<String> labelNames() {
        return Finding.LABELS;
    }

    /** Strengths of signs, and how they look. */
    public record Signs(List<Double> strengths) {

        public Signs {
            strengths = List.copyOf(strengths);
        }

        /** Brightness [size, size] of a frontal picture, row by row; the same seed and number give the same bytes. */
        public byte[] pixels(int size, long seed, long number) {
            double[] values =
                    strengths.stream().mapToDouble(Double::doubleValue).toArray();
            return Radiograph.pixels(values, size, Seeds.of(seed, "radiograph", number));
        }

        /** The same picture without any sign. */
        public Signs quiet() {
            return new Signs(strengths.stream().map(s -> 0.0).toList());
        }
    }
}
