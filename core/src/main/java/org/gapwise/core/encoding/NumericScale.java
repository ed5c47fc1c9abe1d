package org.gapwise.core.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gapwise.core.metrics.NormalScore;

/**
 * A rising piecewise-linear map learnt from observed training values.
 *
 * @param from rising knots in the feature's unit; empty when nothing was observed, which maps everything to 0
 * @param to the encoded value at each knot
 */
public record NumericScale(List<Double> from, List<Double> to) {

    private static final int KNOTS = 33;
    private static final double FAR = 10;

    public NumericScale {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    static NumericScale fit(Scaling scaling, double[] observed) {
        double[] sorted = observed.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return new NumericScale(List.of(), List.of());
        }
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        if (low == high) {
            return new NumericScale(List.of(low), List.of(0.0));
        }
        return switch (scaling) {
            case MINMAX -> new NumericScale(List.of(low, high), List.of(0.0, 1.0));
            case STANDARD -> standard(sorted);
            case QUANTILE -> quantile(sorted);
        };
    }

    private static NumericScale standard(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        double deviation = Math.sqrt(variance);
        return new NumericScale(List.of(mean - FAR * deviation, mean + FAR * deviation), List.of(-FAR, FAR));
    }

    private static NumericScale quantile(double[] sorted) {
        List<Double> from = new ArrayList<>();
        List<Double> to = new ArrayList<>();
        int start = 0;
        for (int k = 0; k < KNOTS; k++) {
            int at = (int) Math.round((double) k * (sorted.length - 1) / (KNOTS - 1));
            if (at < start) {
                continue;
            }
            int end = at;
            int begin = at;
            while (end + 1 < sorted.length && sorted[end + 1] == sorted[at]) {
                end++;
            }
            while (begin > 0 && sorted[begin - 1] == sorted[at]) {
                begin--;
            }
            double rank = ((begin + end) / 2.0 + 0.5) / sorted.length;
            from.add(sorted[at]);
            to.add(NormalScore.of(rank));
            start = end + 1;
        }
        return new NumericScale(from, to);
    }

    /** The encoded value; beyond the outer knots the nearest slope goes on where there is one, up to 10. */
    public double apply(double value) {
        if (from.size() < 2) {
            return 0;
        }
        int k = 1;
        while (k < from.size() - 1 && value > from.get(k)) {
            k++;
        }
        double share = (value - from.get(k - 1)) / (from.get(k) - from.get(k - 1));
        double mapped = to.get(k - 1) + share * (to.get(k) - to.get(k - 1));
        return Math.max(-FAR, Math.min(FAR, mapped));
    }
}
