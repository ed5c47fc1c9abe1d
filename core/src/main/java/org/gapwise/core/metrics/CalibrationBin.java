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
        double z = 1.959963984540054;
        double f = frequency();
        double scale = 1 + z * z / cases;
        double center = (f + z * z / (2.0 * cases)) / scale;
        double half = z / scale * Math.sqrt(f * (1 - f) / cases + z * z / (4.0 * cases * cases));
        return new Interval(Math.max(0, center - half), Math.min(1, center + half));
    }
}
