package org.gapwise.study;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.Lens;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.train.Plan;

/**
 * What a method is given to learn from: the training and validation cases of one fold, with the gaps of one level.
 *
 * @param cohort training and validation cases; no test case is among them
 * @param split which is which
 * @param shelf networks trained already, shared by all methods
 */
public record Lesson(Cohort cohort, Split split, Recipes recipes, Shelf shelf) {

    public Schema schema() {
        return cohort.schema();
    }

    /** The recommended recipe. */
    public Plan plan() {
        return recipes.ours();
    }

    public Cohort training() {
        return split.of(cohort, Part.TRAIN);
    }

    public Cohort validation() {
        return split.of(cohort, Part.VALID);
    }

    /** A network of this plan, trained on these cases or taken from the shelf. */
    public Predictor network(Plan plan) {
        return shelf.network(plan, cohort, split);
    }

    /** The same lesson on cases seen in another way; the lens keeps order and number of the cases. */
    public Lesson through(Lens lens) {
        return new Lesson(cohort.through(lens), split, recipes, shelf);
    }

    /** Whether a network can be trained: there is somebody to train and to validate on, and both answers to each target. */
    public boolean learnable() {
        boolean both = schema().targetNames().stream()
                .allMatch(target -> some(target, Label.POSITIVE) && some(target, Label.NEGATIVE));
        return both && training().size() > 0 && validation().size() > 0;
    }

    private boolean some(String target, Label label) {
        return cohort.cases().stream().anyMatch(one -> one.labels().get(target) == label);
    }

    /** A lesson on some of the cases. */
    public Lesson only(Predicate<Case> wanted) {
        List<Integer> chosen = IntStream.range(0, cohort.size())
                .filter(i -> wanted.test(cohort.get(i)))
                .boxed()
                .toList();
        Split left = new Split(chosen.stream().map(split.parts()::get).toList());
        return new Lesson(cohort.select(chosen), left, recipes, shelf);
    }
}
