package org.gapwise.core.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The annotated cases of one label, sorted by probability once, so that any weighting of the cases gives all metrics in
 * a single pass. That is what makes thousands of bootstrap resamples affordable.
 */
public final class Ranking {

    /** Probability from which a case counts as predicted positive, unless said otherwise. */
    public static final double THRESHOLD = 0.5;

    /** Equal-width bins of the expected calibration error. */
    public static final int BINS = 10;

    // Bounds the log loss of a certain and wrong answer; the usual figure, so that log losses compare with others'.
    private static final double CERTAIN = 1e-15;

    // All in the order of falling probability.
    private final int[] row;
    private final double[] probability;
    private final boolean[] positive;
    private final double[] square;
    private final double[] log;
    private final int[] bin;
    private final int decided;
    private final int positives;

    private Ranking(double[] probabilities, boolean[] outcomes, int[] rows, double threshold) {
        int[] order = Order.descending(probabilities);
        int n = order.length;
        row = new int[n];
        probability = new double[n];
        positive = new boolean[n];
        square = new double[n];
        log = new double[n];
        bin = new int[n];
        int above = 0;
        int found = 0;
        for (int i = 0; i < n; i++) {
            double p = probabilities[order[i]];
            boolean yes = outcomes[order[i]];
            row[i] = rows[order[i]];
            probability[i] = p;
            positive[i] = yes;
            square[i] = yes ? (1 - p) * (1 - p) : p * p;
            double unsure = Math.min(Math.max(p, CERTAIN), 1 - CERTAIN);
            log[i] = -Math.log(yes ? unsure : 1 - unsure);
            bin[i] = Math.min((int) (p * BINS), BINS - 1);
            above += p >= threshold ? 1 : 0;
            found += yes ? 1 : 0;
        }
        decided = above;
        positives = found;
    }

    /**
     * Every case annotated, in the order given.
     *
     * @param probabilities [N], each in [0, 1]
     * @param positive [N]
     */
    public static Ranking of(double[] probabilities, boolean[] positive) {
        int[] rows = new int[probabilities.length];
        Arrays.setAll(rows, i -> i);
        return of(probabilities, positive, rows, THRESHOLD);
    }

    /**
     * @param probabilities [N] of the annotated cases, each in [0, 1]
     * @param positive [N]
     * @param rows [N] the index of each in the array of weights that {@link #measure} is given
     * @param threshold at or above it a case counts as predicted positive
     */
    public static Ranking of(double[] probabilities, boolean[] positive, int[] rows, double threshold) {
        Order.check(probabilities, positive);
        if (rows.length != probabilities.length) {
            throw new IllegalArgumentException(rows.length + " rows for " + probabilities.length + " probabilities");
        }
        for (double p : probabilities) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException(p + " is not a probability");
            }
        }
        return new Ranking(probabilities, positive, rows, threshold);
    }

    public int cases() {
        return row.length;
    }

    public int positives() {
        return positives;
    }

    public int negatives() {
        return row.length - positives;
    }

    /** Every metric that is defined; an undefined one has no entry. */
    public Map<Metric, Double> metrics() {
        int most = 0;
        for (int r : row) {
            most = Math.max(most, r + 1);
        }
        int[] weights = new int[most];
        Arrays.fill(weights, 1);
        double[] values = new double[Metric.values().length];
        measure(weights, values, 0);
        Map<Metric, Double> defined = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            if (!Double.isNaN(values[metric.ordinal()])) {
                defined.put(metric, values[metric.ordinal()]);
            }
        }
        return Collections.unmodifiableMap(defined);
    }

    /**
     * All metrics with each case counted as often as its weight says.
     *
     * @param weights by row, not negative
     * @param into receives the metrics from {@code offset} on in the order of {@link Metric}; NaN where undefined
     * @return the sum of the weights
     */
    public double measure(int[] weights, double[] into, int offset) {
        Tally tally = tally(weights);
        for (Metric metric : Metric.values()) {
            into[offset + metric.ordinal()] = metric.of(tally);
        }
        return tally.cases();
    }

    private Tally tally(int[] weights) {
        Tally tally = new Tally();
        rank(weights, tally);
        spread(weights, tally);
        return tally;
    }

    /** What depends on the order: AUROC, average precision and the table of decisions. */
    private void rank(int[] weights, Tally tally) {
        long seenPositive = 0;
        long seenNegative = 0;
        double concordant = 0;
        double precision = 0;
        for (int i = 0; i < row.length; ) {
            if (i == decided) {
                tally.tp = seenPositive;
                tally.fp = seenNegative;
            }
            double p = probability[i];
            long yes = 0;
            long no = 0;
            do {
                int w = weights[row[i]];
                if (positive[i]) {
                    yes += w;
                } else {
                    no += w;
                }
                i++;
            } while (i < row.length && probability[i] == p);
            concordant += no * (seenPositive + yes / 2.0);
            seenPositive += yes;
            seenNegative += no;
            if (yes > 0) {
                precision += yes * (seenPositive / (double) (seenPositive + seenNegative));
            }
        }
        if (decided == row.length) {
            tally.tp = seenPositive;
            tally.fp = seenNegative;
        }
        tally.fn = seenPositive - tally.tp;
        tally.tn = seenNegative - tally.fp;
        tally.concordant = concordant;
        tally.precision = precision;
    }

    /** What depends on the probabilities themselves: Brier score, log loss and calibration. */
    private void spread(int[] weights, Tally tally) {
        double squares = 0;
        double logs = 0;
        double gaps = 0;
        for (int i = 0; i < row.length; ) {
            int current = bin[i];
            double gap = 0;
            for (; i < row.length && bin[i] == current; i++) {
                int w = weights[row[i]];
                squares += w * square[i];
                logs += w * log[i];
                gap += w * (positive[i] ? probability[i] - 1 : probability[i]);
            }
            gaps += Math.abs(gap);
        }
        tally.squares = squares;
        tally.logs = logs;
        tally.gaps = gaps;
    }

    /** Receiver operating characteristic from (0, 0) to (1, 1); empty when one class has no case. */
    public List<CurvePoint> roc() {
        if (positives == 0 || negatives() == 0) {
            return List.of();
        }
        List<CurvePoint> points = new ArrayList<>();
        points.add(new CurvePoint(0, 0, Double.POSITIVE_INFINITY));
        steps((yes, no, p) -> points.add(new CurvePoint(no / (double) negatives(), yes / (double) positives, p)));
        return List.copyOf(points);
    }

    /** Recall (x) and precision (y) by falling threshold; empty when one class has no case. */
    public List<CurvePoint> precisionRecall() {
        if (positives == 0 || negatives() == 0) {
            return List.of();
        }
        List<CurvePoint> points = new ArrayList<>();
        steps((yes, no, p) -> points.add(new CurvePoint(yes / (double) positives, yes / (double) (yes + no), p)));
        return List.copyOf(points);
    }

    /** Calibration in equal-width bins, from low to high; bins without a case are left out. */
    public List<CalibrationBin> calibration() {
        int[] count = new int[BINS];
        int[] yes = new int[BINS];
        double[] sum = new double[BINS];
        for (int i = 0; i < row.length; i++) {
            count[bin[i]]++;
            yes[bin[i]] += positive[i] ? 1 : 0;
            sum[bin[i]] += probability[i];
        }
        List<CalibrationBin> bins = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            if (count[b] > 0) {
                bins.add(new CalibrationBin(
                        b / (double) BINS, (b + 1) / (double) BINS, count[b], yes[b], sum[b] / count[b]));
            }
        }
        return List.copyOf(bins);
    }

    /** Called once for each distinct probability, with the positives and negatives at or above it. */
    @FunctionalInterface
    private interface Step {
        void at(int positives, int negatives, double probability);
    }

    private void steps(Step step) {
        int yes = 0;
        for (int i = 0; i < row.length; i++) {
            yes += positive[i] ? 1 : 0;
            if (i + 1 == row.length || probability[i + 1] != probability[i]) {
                step.at(yes, i + 1 - yes, probability[i]);
            }
        }
    }
}
