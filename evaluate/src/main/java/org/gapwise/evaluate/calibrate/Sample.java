package org.gapwise.evaluate.calibrate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.gapwise.core.calibrate.Curve;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.evaluate.Scored;

/**
 * The judged cases of one label.
 *
 * @param logit [N] what the model said
 * @param positive [N]
 * @param group [N] patients by number
 * @param pattern [N] which of the patterns
 * @param patterns how many there are, in all cases
 */
record Sample(double[] logit, boolean[] positive, int[] group, int[] pattern, int patterns) {

    /** The judged cases of a target; {@code patterns} are the sets of modalities that occur. */
    static Sample of(Scored scored, int target, List<List<String>> patterns) {
        int[] rows = scored.judged(target);
        return new Sample(
                Arrays.stream(scored.probabilities(target, rows))
                        .map(Logistic::logit)
                        .toArray(),
                scored.positive(target, rows),
                Arrays.stream(rows).map(r -> scored.group()[r]).toArray(),
                Arrays.stream(rows)
                        .map(r -> patterns.indexOf(scored.presence(r).modalities()))
                        .toArray(),
                patterns.size());
    }

    int size() {
        return logit.length;
    }

    /** Some of the cases. */
    Sample where(IntPredicate row) {
        int[] rows = IntStream.range(0, size()).filter(row).toArray();
        boolean[] yes = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            yes[i] = positive[rows[i]];
        }
        return new Sample(
                Arrays.stream(rows).mapToDouble(r -> logit[r]).toArray(),
                yes,
                Arrays.stream(rows).map(r -> group[r]).toArray(),
                Arrays.stream(rows).map(r -> pattern[r]).toArray(),
                patterns);
    }

    /** The same cases with log odds along a curve. */
    Sample along(Curve curve) {
        return new Sample(Arrays.stream(logit).map(curve::of).toArray(), positive, group, pattern, patterns);
    }

    /** The cases of a pattern. */
    Sample of(int wanted) {
        return where(i -> pattern[i] == wanted);
    }

    /** Patients with a case of this class. */
    int patients(boolean yes) {
        Set<Integer> found = new HashSet<>();
        for (int i = 0; i < size(); i++) {
            if (positive[i] == yes) {
                found.add(group[i]);
            }
        }
        return found.size();
    }
}
