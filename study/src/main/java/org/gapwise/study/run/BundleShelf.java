package org.gapwise.study.run;

import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.predict.Predictor;
import org.gapwise.model.ModelPredictor;
import org.gapwise.study.Shelf;
import org.gapwise.train.Plan;

/**
 * The study's networks as one method sees them, who is told what they cost.
 *
 * @param spending of the method
 */
record BundleShelf(Networks networks, Spending spending) implements Shelf {

    @Override
    public Predictor network(Plan plan, Cohort cohort, Split split) {
        Bundle bundle = networks.of(Training.of(plan, cohort, split), spending);
        spending.parameters(bundle.manifest().path("parameters").asLong());
        return ModelPredictor.open(bundle);
    }
}
