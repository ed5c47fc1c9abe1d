package org.gapwise.core.calibrate;

/**
 * A share of cases with its interval.
 *
 * @param value in [0, 1]
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param cases it is a share of
 */
public record Share(double value, double low, double high, int cases) {

    public Share {
        if (!(0 <= low && low <= value && value <= high && high <= 1)) {
            throw new IllegalArgumentException(value + " in [" + low + ", " + high + "] is no share");
        }
    }
}
