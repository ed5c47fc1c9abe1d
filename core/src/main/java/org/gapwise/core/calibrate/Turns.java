package org.gapwise.core.calibrate;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/**
 * How pictures of a modality show that they are turned.
 *
 * @param told turns that can be seen; none where pictures lie in any way or look alike whichever way they lie
 * @param limit a picture is doubted when its layout lies nearer by more than that when it is turned back: a difference of mean
 *     squared deviations in spreads, 0 or more
 */
public record Turns(List<Turn> told, double limit) {

    /** Nothing can be seen. */
    public static final Turns NONE = new Turns(List.of(), 0);

    public Turns {
        told = List.copyOf(Objects.requireNonNull(told, "told is missing"));
        if (!told.isEmpty() && EnumSet.copyOf(told).size() < told.size()) {
            throw new IllegalArgumentException("a turn is told twice: " + told);
        }
        if (!(limit >= 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the limit of turns is " + limit + ", must be 0 or more");
        }
    }
}
