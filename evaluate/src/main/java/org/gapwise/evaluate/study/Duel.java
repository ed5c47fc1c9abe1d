package org.gapwise.evaluate.study;

import java.util.List;
import java.util.OptionalDouble;
import org.gapwise.evaluate.study.Slice.Place;

/**
 * A method against a reference at one place.
 *
 * @param place of the method
 * @param reference the other
 * @param difference reference minus method, macro AUROC on the same resamples
 * @param p two-sided, from the spread of the resamples
 * @param holm p corrected over all methods against this reference at this place
 * @param labels DeLong's test by target, corrected over all methods and labels at this place
 */
public record Duel(
        Place place,
        Entrant reference,
        Sampled difference,
        OptionalDouble p,
        OptionalDouble holm,
        List<OfLabel> labels) {

    /**
     * One target; folds are strata of their own.
     *
     * @param difference reference minus method, mean over folds
     * @param p two-sided; empty where the two do not differ or a class lacks cases
     */
    public record OfLabel(String target, double difference, OptionalDouble p, OptionalDouble holm) {}

    public Duel {
        labels = List.copyOf(labels);
    }
}
