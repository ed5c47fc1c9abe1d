package org.gapwise.study;

import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.predict.Predictor;
import org.gapwise.train.Plan;

/** Trained networks by what they were trained on and how, so that no network is trained twice. */
public interface Shelf {

    /** The network of this plan trained on this cohort; the caller closes it. */
    Predictor network(Plan plan, Cohort cohort, Split split);
}
