package org.gapwise.evaluate.monitor;

import java.util.OptionalDouble;
import org.gapwise.core.metrics.Estimate;

/**
 * One thing of one window beside the reference.
 *
 * @param name of the modality, input or target
 * @param before share or mean in the reference; empty for distributions
 * @param now share or mean in the window
 * @param change difference, or population stability index for distributions, with its interval; undefined where there are
 *     too few cases
 * @param p of the test that nothing has changed; empty where there are too few cases
 * @param adjusted for all tests of the report: after Holm in its family, times two for the two families
 */
public record Drift(
        Kind kind,
        String name,
        OptionalDouble before,
        OptionalDouble now,
        Estimate change,
        OptionalDouble p,
        OptionalDouble adjusted) {

    Drift with(OptionalDouble corrected) {
        return new Drift(kind, name, before, now, change, p, corrected);
    }

    /** Whether it is more than chance makes of all tests of the report, with this chance of any false alarm. */
    public boolean alarms(double alpha) {
        return adjusted.isPresent() && adjusted.getAsDouble() < alpha;
    }
}
