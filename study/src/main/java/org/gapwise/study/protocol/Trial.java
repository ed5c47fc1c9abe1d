package org.gapwise.study.protocol;

import java.util.List;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.missingness.Grain;
import org.gapwise.core.missingness.Mask;
import org.gapwise.core.missingness.Mechanism;
import org.gapwise.core.missingness.Missingness;
import org.gapwise.evaluate.study.Arm;

/** An arm of a study and what takes the evidence. */
public record Trial(Arm arm, Grain grain, Mechanism mechanism) {

    /** One mask a rate, nested. */
    List<Mask> draw(Cohort cohort, List<Double> rates, long seed) {
        return new Missingness(grain, mechanism, seed).draw(cohort, rates);
    }
}
