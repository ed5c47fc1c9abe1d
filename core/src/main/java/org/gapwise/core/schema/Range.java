package org.gapwise.core.schema;

/** Plausible values of a quantity, both ends included. */
public record Range(double low, double high) {

    public Range {
        if (!(low < high)) {
            throw new IllegalArgumentException("range [" + low + ", " + high + "] must rise");
        }
    }

    public boolean holds(double value) {
        return value >= low && value <= high;
    }
}
