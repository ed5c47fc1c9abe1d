package org.gapwise.core.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which part each case is in. No group stands in two parts, and the result depends on ids, groups, labels and seed,
 * not on the order of the cohort.
 *
 * @param parts one a case, in the cohort's order
 */
public record Split(List<Part> parts) {

    public Split {
        parts = List.copyOf(parts);
    }

    /** Divides by group, balancing positives and negatives of every target between the parts. */
    public static Split byGroup(Cohort cohort, double valid, double test, long seed) {
        if (!(valid >= 0 && test >= 0 && valid + test < 1)) {
            throw new IllegalArgumentException(
                    "valid is " + valid + " and test is " + test + ": together they must leave room for training");
        }
        int[] part = Stratified.assign(cohort, new double[] {1 - valid - test, valid, test}, seed);
        List<Part> parts = new ArrayList<>();
        for (int p : part) {
            parts.add(Part.values()[p]);
        }
        return new Split(parts);
    }

    /** Positions of the cases of a part, rising. */
    public List<Integer> indices(Part part) {
        return IntStream.range(0, parts.size())
                .filter(i -> parts.get(i) == part)
                .boxed()
                .toList();
    }

    public Cohort of(Cohort cohort, Part part) {
        if (cohort.size() != parts.size()) {
            throw new IllegalArgumentException(
                    "the split is over " + parts.size() + " cases, the cohort has " + cohort.size());
        }
        return cohort.select(indices(part));
    }
}
