package org.gapwise.evaluate.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gapwise.core.calibrate.Curve;
import org.gapwise.core.calibrate.Logistic;

/**
 * A map a pattern, each drawn to what patterns have in common: rare ones borrow its strength, and one without a case has the
 * common map. How strongly is read off the patterns themselves, for slope and offset apart: the variance between patterns is
 * what their maps differ by beyond their own errors (empirical Bayes by moments; DerSimonian and Laird 1986), so patterns
 * that differ keep what is theirs, and patterns alike become one. The common map is their mean, each weighed by how well it
 * is known, so that the largest does not speak for all.
 *
 * @param curve that all patterns share, before their maps
 * @param pull of the common map
 * @param patterns by number
 */
record Hierarchy(Curve curve, Logistic common, LogisticFit.Pull pull, List<Logistic> patterns) {

    private static final double LEAST_VARIANCE = 1e-6;
    private static final double FLATTEST = 0.01;

    Hierarchy {
        patterns = List.copyOf(patterns);
    }

    static Hierarchy fit(Sample seen, Form form) {
        Curve curve = form == Form.ISOTONIC ? IsotonicFit.of(seen) : Curve.NONE;
        Sample sample = seen.along(curve);
        Logistic all = LogisticFit.of(sample, form, Logistic.IDENTITY, LogisticFit.Pull.WEAK);
        List<LogisticFit.Known> alone = new ArrayList<>();
        for (int p = 0; p < sample.patterns(); p++) {
            alone.add(LogisticFit.known(sample.of(p), form, all, LogisticFit.Pull.WEAK));
        }
        Moments slopes = Moments.of(alone, known -> known.map().slope(), LogisticFit.Known::slopeVariance);
        Moments offsets = Moments.of(alone, known -> known.map().offset(), LogisticFit.Known::offsetVariance);
        Logistic common = form == Form.IDENTITY
                ? all
                : new Logistic(
                        Math.max(FLATTEST, slopes.mean()), form == Form.TEMPERATURE ? all.offset() : offsets.mean());
        LogisticFit.Pull pull = new LogisticFit.Pull(
                1 / Math.max(LEAST_VARIANCE, slopes.between()), 1 / Math.max(LEAST_VARIANCE, offsets.between()));
        List<Logistic> patterns = new ArrayList<>();
        for (int p = 0; p < sample.patterns(); p++) {
            patterns.add(LogisticFit.of(sample.of(p), form, common, pull));
        }
        return new Hierarchy(curve, common, pull, patterns);
    }

    /** The log odds after calibration. */
    double of(int pattern, double logit) {
        Logistic map = patterns.get(pattern);
        return map.slope() * curve.of(logit) + map.offset();
    }

    /**
     * Of something that several patterns have.
     *
     * @param between variance between patterns, without their errors
     */
    private record Moments(double mean, double between) {

        static Moments of(
                List<LogisticFit.Known> patterns,
                ToDoubleFunction<LogisticFit.Known> value,
                ToDoubleFunction<LogisticFit.Known> variance) {
            double weights = 0;
            double squares = 0;
            for (LogisticFit.Known one : patterns) {
                double weight = 1 / variance.applyAsDouble(one);
                weights += weight;
                squares += weight * weight;
            }
            double fixed = mean(patterns, value, variance, 0);
            double spread = patterns.stream()
                    .mapToDouble(one -> Math.pow(value.applyAsDouble(one) - fixed, 2) / variance.applyAsDouble(one))
                    .sum();
            double room = weights - squares / weights;
            double between = room > 0 ? Math.max(0, (spread - (patterns.size() - 1)) / room) : 0;
            return new Moments(mean(patterns, value, variance, between), between);
        }

        private static double mean(
                List<LogisticFit.Known> patterns,
                ToDoubleFunction<LogisticFit.Known> value,
                ToDoubleFunction<LogisticFit.Known> variance,
                double between) {
            double sum = 0;
            double weights = 0;
            for (LogisticFit.Known one : patterns) {
                double weight = 1 / (variance.applyAsDouble(one) + between);
                sum += weight * value.applyAsDouble(one);
                weights += weight;
            }
            return sum / weights;
        }
    }
}
