package org.gapwise.core.cohort;

/** Another way to look at a cohort: the same cases in the same order, with less known about them. */
@FunctionalInterface
public interface Lens {

    /** The cohort seen through this; closing it closes the cohort. */
    Cohort over(Cohort cohort);
}
