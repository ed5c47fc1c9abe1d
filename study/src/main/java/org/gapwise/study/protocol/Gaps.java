package org.gapwise.study.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Folds;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.missingness.Mask;
import org.gapwise.evaluate.study.Level;

/** Who is in which fold and who loses what at which level: drawn once from the seed, the same for every method. */
public final class Gaps {

    private final Cohort cohort;
    private final List<Fold> folds = new ArrayList<>();

    /** One fold: its masks for those who learn and for those who are asked. */
    private record Fold(Split split, Map<Level, Mask> train, Map<Level, Mask> test) {}

    /**
     * @param folds K
     * @param valid share of the cases outside the test fold that validate
     */
    public Gaps(Cohort cohort, List<Trial> trials, int folds, double valid, long seed) {
        this.cohort = cohort;
        Folds divided = Folds.of(cohort, folds, seed);
        for (int k = 0; k < folds; k++) {
            Split split = divided.split(cohort, k, valid, Seeds.mix(seed, "valid", k));
            Fold fold = new Fold(split, new LinkedHashMap<>(), new LinkedHashMap<>());
            this.folds.add(fold);
            for (Trial trial : trials) {
                long drawn = Seeds.mix(seed, "gaps/" + trial.arm().id(), k);
                draw(trial, trial.arm().trainRates(), learning(k), drawn, fold.train);
                draw(trial, trial.arm().testRates(), test(k), drawn, fold.test);
            }
        }
    }

    private static void draw(Trial trial, List<Double> rates, Cohort cohort, long seed, Map<Level, Mask> into) {
        List<Double> some = rates.stream().filter(rate -> rate > 0).toList();
        List<Mask> masks = trial.draw(cohort, some, seed);
        for (int i = 0; i < some.size(); i++) {
            into.put(Level.of(trial.arm().id(), some.get(i)), masks.get(i));
        }
    }

    public int folds() {
        return folds.size();
    }

    /** Positions in the cohort of the cases that learn or validate in a fold. */
    private List<Integer> learningRows(int fold) {
        List<Part> parts = folds.get(fold).split.parts();
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) != Part.TEST) {
                rows.add(i);
            }
        }
        return rows;
    }

    /** Positions in the cohort of the test cases of a fold. */
    public List<Integer> testRows(int fold) {
        return folds.get(fold).split.indices(Part.TEST);
    }

    /** Test cases of a fold, with their natural gaps alone. */
    public Cohort test(int fold) {
        return cohort.select(testRows(fold));
    }

    /** Training and validation cases of a fold, with their natural gaps alone. */
    private Cohort learning(int fold) {
        return cohort.select(learningRows(fold));
    }

    /** Training and validation cases of a fold at a level. */
    public Cohort learning(int fold, Level level) {
        Mask mask = folds.get(fold).train.get(level);
        return mask == null ? learning(fold) : learning(fold).through(mask);
    }

    /** Which of {@link #learning(int, Level)} train and which validate. */
    public Split split(int fold) {
        List<Part> parts = folds.get(fold).split.parts();
        return new Split(learningRows(fold).stream().map(parts::get).toList());
    }

    /** What the test cases of a fold lose at a level; empty at the level where nothing is lost. */
    public Optional<Mask> mask(int fold, Level level) {
        return Optional.ofNullable(folds.get(fold).test.get(level));
    }

    /**
     * How likely the mechanism was to leave a test case alone at a level; empty where it did not, or where it says
     * nothing. Its inverse is a stress weight.
     *
     * @param row position among the test cases of the fold
     */
    public OptionalDouble kept(Level level, int fold, int row) {
        Optional<Mask> mask = mask(fold, level);
        String id = cohort.get(testRows(fold).get(row)).id();
        return mask.isPresent() && mask.get().taken(id).isEmpty() ? mask.get().kept(id) : OptionalDouble.empty();
    }
}
