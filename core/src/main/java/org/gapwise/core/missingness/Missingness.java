package org.gapwise.core.missingness;

import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Lens;

/** Takes evidence away from a cohort on purpose. It never adds any, and natural gaps stay. */
public sealed interface Missingness extends Lens permits McarModality {

    /** The cohort seen through this; a function of the cohort's case ids and the seed only. */
    @Override
    Cohort over(Cohort cohort);
}
