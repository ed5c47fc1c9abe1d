package org.gapwise.study.protocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Folds;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.missingness.Mask;
import org.gapwise.data.mask.Masks;
import org.gapwise.evaluate.study.Level;

/** Who is in which fold and who loses what at which level: drawn once from the seed, the same for every method. */
public final class Gaps {

    private final Cohort cohort;
    private final List<Fold> folds = new ArrayList<>();

    /** One fold: its masks for those who learn and for those who are asked. */
    private record Fold(Split split, List<Integer> testRows, Map<Level, Mask> train, Map<Level, Mask> test) {}

    /** Where the masks of a trial come from; the name says of which part of which fold they are. */
    @FunctionalInterface
    private interface Source {
        List<Mask> masks(String name, Trial trial, List<Double> rates, Cohort cohort);
    }

    private Gaps(Cohort cohort, List<Trial> trials, Folding folding, Source source) {
        this.cohort = cohort;
        Folds divided = Folds.of(cohort, folding.count(), folding.seed());
        for (int k = 0; k < folding.count(); k++) {
            Split split = divided.split(cohort, k, folding.valid(), Seeds.mix(folding.seed(), "valid", k));
            folds.add(new Fold(split, split.indices(Part.TEST), new LinkedHashMap<>(), new LinkedHashMap<>()));
            for (Trial trial : trials) {
                fill(k, trial, source);
            }
        }
    }

    private void fill(int k, Trial trial, Source source) {
        String id = "-" + (k + 1) + "/" + trial.arm().id();
        Fold fold = folds.get(k);
        fill(fold.train, trial, trial.arm().trainRates(), some -> source.masks("train" + id, trial, some, learning(k)));
        fill(fold.test, trial, trial.arm().testRates(), some -> source.masks("test" + id, trial, some, test(k)));
    }

    /** Draws everything from the seed. */
    public static Gaps draw(Cohort cohort, List<Trial> trials, Folding folding) {
        return new Gaps(
                cohort,
                trials,
                folding,
                (name, trial, rates, part) -> trial.draw(part, rates, Seeds.mix(folding.seed(), "gaps/" + name)));
    }

    /** Takes the masks from a file that {@link #write} wrote, on the same cohort and folds. */
    public static Gaps read(Cohort cohort, List<Trial> trials, Folding folding, Path file) {
        Masks masks = Masks.read(file, cohort.schema());
        return new Gaps(
                cohort, trials, folding, (name, trial, rates, part) -> masks.forCohort(name, rates, part, file));
    }

    private static void fill(
            Map<Level, Mask> into, Trial trial, List<Double> rates, Function<List<Double>, List<Mask>> source) {
        List<Double> some = rates.stream().filter(rate -> rate > 0).toList();
        if (some.isEmpty()) {
            return;
        }
        List<Mask> masks = source.apply(some);
        for (int i = 0; i < some.size(); i++) {
            into.put(Level.of(trial.arm().id(), some.get(i)), masks.get(i));
        }
    }

    /** Writes all masks, so that others can lay them over the same cases. */
    public void write(Path file) {
        Map<String, NavigableMap<Double, Mask>> arms = new LinkedHashMap<>();
        for (int k = 0; k < folds.size(); k++) {
            String fold = "-" + (k + 1) + "/";
            folds.get(k).train.forEach((level, mask) -> put(arms, "train" + fold, level, mask));
            folds.get(k).test.forEach((level, mask) -> put(arms, "test" + fold, level, mask));
        }
        new Masks(arms).write(file);
    }

    private static void put(Map<String, NavigableMap<Double, Mask>> arms, String part, Level level, Mask mask) {
        arms.computeIfAbsent(part + level.arm(), arm -> new TreeMap<>()).put(level.rate(), mask);
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
        return folds.get(fold).testRows;
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
