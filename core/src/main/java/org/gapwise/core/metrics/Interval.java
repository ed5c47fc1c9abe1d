package org.gapwise.core.metrics;

/** The two ends of an interval. */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("[" + low + ", " + high + "] is no interval");
        }
    }

    /** Wilson's score interval of a share at 95 % (Wilson 1927). */
    public static Interval wilson(double share, double n) {
        double z = 1.959963984540054;
        double scale = 1 + z * z / n;
        double center = (share + z * z / (2.0 * n)) / scale;
        double half = z / scale * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
        return new Interval(Math.max(0, center - half), Math.min(1, center + half));
    }

    /** Of the difference of two shares, b of m less a of n, at 95 %, from their score intervals (Newcombe 1998, method 10). */
    public static Interval ofDifference(int a, int n, int b, int m) {
        double first = (double) a / n;
        double second = (double) b / m;
        Interval one = wilson(first, n);
        Interval two = wilson(second, m);
        double difference = second - first;
        return new Interval(
                difference - Math.hypot(second - two.low, one.high - first),
                difference + Math.hypot(two.high - second, first - one.low));
    }
}
