package org.gapwise.data.audit;

import org.gapwise.core.metrics.Estimate;

/**
 * How well one feature alone ranks the cases of one target.
 *
 * @param gap whether it is the feature's absence that ranks them, not its value
 * @param auroc turned so that it is at least a half for numbers and gaps; with an interval that takes the cases of a
 *     patient as one
 */
public record Telling(String feature, String column, String target, boolean gap, Estimate auroc) {

    /** Lower end of the interval. */
    double low() {
        return auroc.low().orElse(0);
    }
}
