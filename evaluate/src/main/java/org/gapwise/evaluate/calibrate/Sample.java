package org.gapwise.evaluate.calibrate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
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

    /**
     * Judged cases of a target.
     *
     * @param patterns the sets of modalities that occur
     * @param row which cases
     */
    static Sample of(Scored scored, int target, List<List<String>> patterns, IntPredicate row) {
        int[] rows = Arrays.stream(scored.judged(target)).filter(row).toArray();
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
        return saying(Arrays.stream(logit).map(curve::of).toArray());
    }

    /**
     * The same cases with other answers.
     *
     * @param answers [N] log odds
     */
    Sample saying(double[] answers) {
        return new Sample(answers, positive, group, pattern, patterns);
    }

    /** These cases and others of the same label. */
    Sample plus(Sample other) {
        boolean[] yes = Arrays.copyOf(positive, size() + other.size());
        System.arraycopy(other.positive, 0, yes, size(), other.size());
        return new Sample(
                DoubleStream.concat(Arrays.stream(logit), Arrays.stream(other.logit))
                        .toArray(),
                yes,
                IntStream.concat(Arrays.stream(group), Arrays.stream(other.group))
                        .toArray(),
                IntStream.concat(Arrays.stream(pattern), Arrays.stream(other.pattern))
                        .toArray(),
                patterns);
    }

    /**
     * Log loss of answers about these cases; exact far out, too.
     *
     * @param answers [N] log odds
     * @return [N]
     */
    double[] logLoss(double[] answers) {
        double[] loss = new double[size()];
        Arrays.setAll(loss, i -> {
            double against = positive[i] ? -answers[i] : answers[i];
            return Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against)));
        });
        return loss;
    }

    /**
     * Squared errors of answers about these cases.
     *
     * @param answers [N] log odds
     * @return [N]
     */
    double[] squares(double[] answers) {
        double[] squares = new double[size()];
        Arrays.setAll(squares, i -> {
            double p = Logistic.IDENTITY.ofLogit(answers[i]);
            return positive[i] ? (1 - p) * (1 - p) : p * p;
        });
        return squares;
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
