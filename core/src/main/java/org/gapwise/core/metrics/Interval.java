package org.gapwise.core.metrics;

/** The two ends of an interval. */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("[" + low + ", " + high + "] is no interval");
        }
    }
}
