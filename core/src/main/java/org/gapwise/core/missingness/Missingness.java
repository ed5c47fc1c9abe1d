package org.gapwise.core.missingness;

import java.util.List;
import java.util.Optional;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.schema.Schema;

/**
 * A way of taking evidence away: how much at a time, and for what reason.
 *
 * <p>Whatever can be lost has a score, {@code strength x standardised driver + logistic noise}, and the
 * {@code floor(rate x N)} with the highest scores are lost. So rates are exact, who loses at a rate loses at every
 * higher rate, and the outcome depends on ids, values and the seed alone: not on the order of the cohort, the method or
 * the run. A case counts whether or not it has what is taken. Given the threshold, loss is a logistic regression on the
 * driver, which gives {@link Mask#kept}.
 *
 * @param grain what is lost at a time
 * @param mechanism what the loss depends on
 */
public record Missingness(Grain grain, Mechanism mechanism, long seed) {

    /** Why this cannot be drawn for cohorts of a schema, e.g. a picture that has no value to depend on. */
    public Optional<String> obstacle(Schema schema) {
        return grain.obstacle(schema)
                .or(() -> mechanism.obstacle(schema, grain))
                .or(() -> {
                    List<String> spared = mechanism.spared(schema, grain, seed);
                    return grain.inParts() && spared.containsAll(grain.features(schema))
                            ? Optional.of("nothing is left to be lost beside what drives the loss")
                            : Optional.empty();
                });
    }

    /**
     * One mask for each rate.
     *
     * @param rates in [0, 1]
     */
    public List<Mask> draw(Cohort cohort, List<Double> rates) {
        obstacle(cohort.schema()).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        rates.forEach(rate -> {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException("rate is " + rate + ", must be between 0 and 1");
            }
        });
        Drawing drawing = new Drawing(this, cohort, rates);
        grain.draw(drawing);
        return drawing.masks();
    }
}
