package org.gapwise.core.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * K folds for cross-validation, grouped and stratified as {@link Split} is.
 *
 * @param fold number of the fold a case is tested in, in the cohort's order
 * @param count K
 */
public record Folds(List<Integer> fold, int count) {

    public Folds {
        fold = List.copyOf(fold);
    }

    public static Folds of(Cohort cohort, int count, long seed) {
        if (count < 2) {
            throw new IllegalArgumentException("folds is " + count + ", must be at least 2");
        }
        double[] shares = new double[count];
        Arrays.fill(shares, 1.0 / count);
        return new Folds(
                IntStream.of(Stratified.assign(cohort, shares, seed)).boxed().toList(), count);
    }

    /** The split in which fold {@code k} is the test part and {@code valid} of the rest is for validation. */
    public Split split(Cohort cohort, int k, double valid, long seed) {
        List<Integer> rest = IntStream.range(0, fold.size())
                .filter(i -> fold.get(i) != k)
                .boxed()
                .toList();
        Split inner = Split.byGroup(cohort.select(rest), valid, 0, seed);
        List<Part> parts = new ArrayList<>(fold.stream().map(f -> Part.TEST).collect(Collectors.toList()));
        for (int i = 0; i < rest.size(); i++) {
            parts.set(rest.get(i), inner.parts().get(i));
        }
        return new Split(parts);
    }
}
