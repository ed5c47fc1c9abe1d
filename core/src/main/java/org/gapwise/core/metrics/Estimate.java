package org.gapwise.core.metrics;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure with its interval. Undefined is empty, never 0 or 0.5.
 *
 * @param value empty when the data do not determine it, e.g. an AUROC without a positive case
 * @param low lower end of the interval; empty when there are too few groups to resample
 * @param high upper end of the interval
 * @param n the annotated cases it rests on
 */
public record Estimate(OptionalDouble value, OptionalDouble low, OptionalDouble high, int n) {

    public Estimate {
        if (low.isPresent() != high.isPresent()) {
            throw new IllegalArgumentException("an interval has two ends");
        }
        if (value.isEmpty() && low.isPresent()) {
            throw new IllegalArgumentException("an undefined value has no interval");
        }
    }

    public static Estimate undefined(int n) {
        return new Estimate(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), n);
    }

    /** A value without an interval. */
    public static Estimate of(double value, int n) {
        return new Estimate(OptionalDouble.of(value), OptionalDouble.empty(), OptionalDouble.empty(), n);
    }

    public static Estimate of(OptionalDouble value, Optional<Interval> interval, int n) {
        if (value.isEmpty() || interval.isEmpty()) {
            return new Estimate(value, OptionalDouble.empty(), OptionalDouble.empty(), n);
        }
        Interval ends = interval.get();
        return new Estimate(value, OptionalDouble.of(ends.low()), OptionalDouble.of(ends.high()), n);
    }

    public boolean defined() {
        return value.isPresent();
    }

    /** {@code 0.812 [0.790, 0.833]}, or {@code n/a}. */
    @Override
    public String toString() {
        if (value.isEmpty()) {
            return "n/a";
        }
        String text = String.format(Locale.ROOT, "%.3f", value.getAsDouble());
        return low.isEmpty()
                ? text
                : text + String.format(Locale.ROOT, " [%.3f, %.3f]", low.getAsDouble(), high.getAsDouble());
    }
}
