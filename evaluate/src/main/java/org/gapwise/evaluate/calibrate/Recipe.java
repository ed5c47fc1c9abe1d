package org.gapwise.evaluate.calibrate;

import java.util.ArrayList;
import java.util.List;

/**
 * How a label is calibrated.
 *
 * @param strength precision of the prior that draws a pattern's map to the common one
 */
record Recipe(Form form, double strength) {

    static final Recipe NONE = new Recipe(Form.IDENTITY, 1);

    /** From patterns by themselves, almost, to all alike. */
    private static final double[] STRENGTHS = {1, 3, 10, 30, 100, 300, 1e6};

    /** All that compete. */
    static List<Recipe> all() {
        List<Recipe> all = new ArrayList<>();
        for (Form form : List.of(Form.TEMPERATURE, Form.PLATT)) {
            for (double strength : STRENGTHS) {
                all.add(new Recipe(form, strength));
            }
        }
        return all;
    }
}
