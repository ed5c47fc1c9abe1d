package org.gapwise.evaluate.calibrate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gapwise.core.calibrate.ClassLimit;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.core.predict.Basis;

/**
 * Limits of prediction sets, by class and by pattern. The limit is the k-th smallest of the n scores 1 - p(class), with
 * k = ceil((n + 1) coverage), so that a new case of the class is covered with at least that chance (Vovk, Gammerman and
 * Shafer 2005). Inside a pattern the maps rise, so they change no order and may have been learned on the same cases.
 */
final class ConformalFit {

    /** Cases of a class below which a pattern has no limit of its own. */
    static final int FEWEST = 30;

    private final Sample sample;
    private final double[] answers;
    private final double coverage;

    /** @param answers [N] calibrated log odds of the sample's cases */
    ConformalFit(Sample sample, double[] answers, double coverage) {
        this.sample = sample;
        this.answers = answers;
        this.coverage = coverage;
    }

    /** Over all patterns. */
    ClassLimit pooled(boolean positive) {
        double[] scores =
                scores(IntStream.range(0, answers.length).filter(i -> sample.positive()[i] == positive), positive);
        return scores.length < FEWEST
                ? new ClassLimit(1, scores.length, Basis.NONE)
                : new ClassLimit(limit(scores), scores.length, Basis.POOLED);
    }

    /** Of one pattern, or the pooled one when it has too few cases of the class. */
    ClassLimit of(int pattern, boolean positive) {
        double[] scores = scores(
                IntStream.range(0, answers.length)
                        .filter(i -> sample.pattern()[i] == pattern && sample.positive()[i] == positive),
                positive);
        return scores.length < FEWEST ? pooled(positive) : new ClassLimit(limit(scores), scores.length, Basis.PATTERN);
    }

    private double[] scores(IntStream rows, boolean positive) {
        // As limits are asked later, to the last bit: cases with nothing present all have one answer.
        return rows.mapToDouble(i -> 1 - (positive ? probability(i) : 1 - probability(i)))
                .sorted()
                .toArray();
    }

    private double probability(int row) {
        return Logistic.IDENTITY.ofLogit(answers[row]);
    }

    private double limit(double[] sorted) {
        assert Arrays.stream(sorted).allMatch(s -> s >= 0 && s <= 1);
        int k = (int) Math.ceil((sorted.length + 1) * coverage);
        return k > sorted.length ? 1 : sorted[k - 1];
    }
}
