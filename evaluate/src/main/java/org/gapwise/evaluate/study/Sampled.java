package org.gapwise.evaluate.study;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Normal;

/**
 * A figure on the cases as they are, in each fold alone, and in each bootstrap resample. Figures of one study are
 * measured on the same resamples, so what is computed from several of them (differences, areas, ranks) has the interval
 * of paired data.
 */
public final class Sampled {

    private final double point;
    private final double[] folds;
    private final double[] draws;

    // NaN where undefined, inside only.
    Sampled(double point, double[] folds, double[] draws) {
        this.point = point;
        this.folds = folds;
        this.draws = draws;
    }

    /** The mean over folds of figures measured inside each. */
    static Sampled overFolds(List<double[]> pointsAndDraws) {
        double[] folds = pointsAndDraws.stream().mapToDouble(d -> d[0]).toArray();
        int draws = pointsAndDraws.stream().mapToInt(d -> d.length - 1).min().orElse(0);
        double[] means = new double[draws];
        Arrays.setAll(
                means, r -> pointsAndDraws.stream().mapToDouble(d -> d[r + 1]).sum() / folds.length);
        return new Sampled(Arrays.stream(folds).sum() / folds.length, folds, means);
    }

    /** A figure computed from others, on the cases as they are, in each fold, and in each resample. */
    public static Sampled from(List<Sampled> figures, ToDoubleFunction<double[]> function) {
        int folds = figures.stream().mapToInt(f -> f.folds.length).min().orElse(0);
        int draws = figures.stream().mapToInt(f -> f.draws.length).min().orElse(0);
        double[] byFold = new double[folds];
        double[] byDraw = new double[draws];
        double[] inputs = new double[figures.size()];
        for (int k = 0; k < folds; k++) {
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = figures.get(i).folds[k];
            }
            byFold[k] = function.applyAsDouble(inputs);
        }
        for (int r = 0; r < draws; r++) {
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = figures.get(i).draws[r];
            }
            byDraw[r] = function.applyAsDouble(inputs);
        }
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = figures.get(i).point;
        }
        return new Sampled(function.applyAsDouble(inputs), byFold, byDraw);
    }

    public Sampled minus(Sampled other) {
        return from(List.of(this, other), v -> v[0] - v[1]);
    }

    /** Empty when the data do not determine it. */
    public OptionalDouble point() {
        return Double.isNaN(point) ? OptionalDouble.empty() : OptionalDouble.of(point);
    }

    /** NaN where undefined. */
    double raw() {
        return point;
    }

    /** With the percentile interval of its draws, at a level such as 0.95. */
    public Estimate estimate(double level) {
        if (Double.isNaN(point)) {
            return Estimate.undefined(0);
        }
        return Estimate.of(point(), new Bootstrap.Draws(new double[][] {draws}, level).interval(0), 0);
    }

    /** Over folds: standard deviation by the square root of K, as the paper prints; empty with one fold. */
    public OptionalDouble standardError() {
        if (folds.length < 2 || Arrays.stream(folds).anyMatch(Double::isNaN)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(deviation(folds) / Math.sqrt(folds.length));
    }

    /**
     * Two-sided p of the figure being 0, from the spread of its draws taken for normal: a count of draws could not go
     * below two in as many as were drawn, too coarse to correct for many comparisons. Empty where nothing varies.
     */
    public OptionalDouble pTwoSided() {
        double[] defined = Arrays.stream(draws).filter(v -> !Double.isNaN(v)).toArray();
        if (Double.isNaN(point) || defined.length < 2) {
            return OptionalDouble.empty();
        }
        double spread = deviation(defined);
        return spread < 1e-12 ? OptionalDouble.empty() : OptionalDouble.of(Normal.twoSided(point / spread));
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }
}
