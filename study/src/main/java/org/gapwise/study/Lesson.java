package org.gapwise.study;

import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Lens;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.predict.Predictor;
import org.gapwise.train.Plan;

/**
 * What a method is given to learn from: the training and validation cases of one fold, with the gaps of one level.
 *
 * @param cohort training and validation cases; no test case is among them
 * @param split which is which
 * @param plan the study's plan; methods change parts of it
 * @param shelf networks trained already, shared by all methods
 */
public record Lesson(Cohort cohort, Split split, Plan plan, Shelf shelf, Progress progress) {

    public Cohort training() {
        return split.of(cohort, Part.TRAIN);
    }

    public Cohort validation() {
        return split.of(cohort, Part.VALID);
    }

    /** A network of this plan, trained on these cases or taken from the shelf. */
    public Predictor network(Plan networkPlan) {
        return shelf.network(networkPlan, cohort, split, progress);
    }

    /** The same lesson on cases seen in another way; the lens keeps order and number of the cases. */
    public Lesson through(Lens lens) {
        return new Lesson(cohort.through(lens), split, plan, shelf, progress);
    }
}
