package org.gapwise.evaluate.calibrate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.gapwise.core.calibrate.OperatingPoint;
import org.gapwise.core.calibrate.Share;
import org.gapwise.core.metrics.Interval;
import org.gapwise.evaluate.Scored;

/**
 * Judged cases with their answers.
 *
 * @param probability [N] calibrated
 * @param positive [N]
 * @param group [N] patients
 */
public record Decided(double[] probability, boolean[] positive, int[] group) {

    /** The judged cases of a target. */
    public static Decided of(Scored scored, int target) {
        int[] rows = scored.judged(target);
        return new Decided(
                scored.probabilities(target, rows),
                scored.positive(target, rows),
                Arrays.stream(rows).map(r -> scored.group()[r]).toArray());
    }

    int size() {
        return probability.length;
    }

    double positives() {
        return IntStream.range(0, size()).filter(i -> positive[i]).count();
    }

    /**
     * What flagging at a threshold means. Intervals are Wilson's with as many trials as there are patients, as if
     * the cases of a patient were one: wide rather than narrow.
     */
    public Map<String, Share> shares(double threshold) {
        Map<String, Share> shares = new LinkedHashMap<>();
        add(shares, OperatingPoint.SENSITIVITY, rows(i -> positive[i]), rows(i -> probability[i] >= threshold));
        add(shares, OperatingPoint.SPECIFICITY, rows(i -> !positive[i]), rows(i -> probability[i] < threshold));
        add(shares, OperatingPoint.PPV, rows(i -> probability[i] >= threshold), rows(i -> positive[i]));
        add(shares, OperatingPoint.NPV, rows(i -> probability[i] < threshold), rows(i -> !positive[i]));
        return shares;
    }

    private boolean[] rows(IntPredicate test) {
        boolean[] is = new boolean[size()];
        for (int i = 0; i < is.length; i++) {
            is[i] = test.test(i);
        }
        return is;
    }

    private void add(Map<String, Share> shares, String name, boolean[] of, boolean[] right) {
        int[] rows = IntStream.range(0, size()).filter(i -> of[i]).toArray();
        if (rows.length == 0) {
            return;
        }
        long patients = Arrays.stream(rows).map(i -> group[i]).distinct().count();
        double value = Arrays.stream(rows).filter(i -> right[i]).count() / (double) rows.length;
        Interval interval = Interval.wilson(value, (double) patients);
        shares.put(
                name, new Share(value, Math.min(interval.low(), value), Math.max(interval.high(), value), rows.length));
    }
}
