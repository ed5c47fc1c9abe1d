package org.gapwise.data.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;

/**
 * How often things occur together.
 *
 * @param names of features and image modalities, or of targets
 * @param cases {@code cases[i][j]}: cases with both; on the diagonal, cases with the one
 */
public record Together(List<String> names, List<List<Integer>> cases) {

    /** Wider tables are shown by their first columns only: the matrix is for looking at. */
    static final int WIDEST = 100;

    /** What was measured together. */
    static Together measured(Cohort cohort) {
        List<String> names = new ArrayList<>(
                cohort.schema().features().stream().map(Feature::name).toList());
        cohort.schema().images().stream().map(Modality::name).forEach(names::add);
        return of(
                names,
                cohort,
                (one, name) -> one.numbers().containsKey(name)
                        || one.categories().containsKey(name)
                        || one.images().containsKey(name));
    }

    /** Which findings were positive together. */
    static Together positive(Cohort cohort) {
        return of(
                cohort.schema().targetNames(),
                cohort,
                (one, name) -> one.labels().get(name) == Label.POSITIVE);
    }

    @FunctionalInterface
    private interface Has {
        boolean test(Case one, String name);
    }

    private static Together of(List<String> all, Cohort cohort, Has has) {
        List<String> names = all.subList(0, Math.min(WIDEST, all.size()));
        int[][] counts = new int[names.size()][names.size()];
        int[] here = new int[names.size()];
        for (Case one : cohort.cases()) {
            int n = 0;
            for (int i = 0; i < here.length; i++) {
                if (has.test(one, names.get(i))) {
                    here[n++] = i;
                }
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    counts[here[i]][here[j]]++;
                }
            }
        }
        List<List<Integer>> rows = new ArrayList<>();
        for (int[] row : counts) {
            rows.add(Arrays.stream(row).boxed().toList());
        }
        return new Together(List.copyOf(names), Collections.unmodifiableList(rows));
    }
}
