package org.gapwise.core.metrics;

/**
 * The cases whose probability lies in one bin.
 *
 * @param from lower edge, inside
 * @param to upper edge, outside except for the last bin
 * @param cases annotated cases in the bin, at least one
 * @param positives of them
 * @param meanProbability of them
 */
public record CalibrationBin(double from, double to, int cases, int positives, double meanProbability) {

    /** The observed frequency. */
    public double frequency() {
        return positives / (double) cases;
    }

    /** Wilson's score interval of the frequency at 95 % (Wilson 1927). */
    public Interval interval() {
        return Interval.wilson(frequency(), cases);
    }
}
