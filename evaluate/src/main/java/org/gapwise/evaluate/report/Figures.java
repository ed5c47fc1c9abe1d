package org.gapwise.evaluate.report;

import java.util.Locale;
import org.gapwise.core.metrics.Estimate;

/** Numbers as a reader sees them. */
public final class Figures {

    public static final String UNDEFINED = "n/a";

    private Figures() {}

    /** {@code 0.842}; a true minus sign. */
    public static String three(double value) {
        return minus(String.format(Locale.ROOT, "%.3f", value));
    }

    public static String two(double value) {
        return minus(String.format(Locale.ROOT, "%.2f", value));
    }

    public static String value(Estimate estimate) {
        return estimate.value().isPresent() ? three(estimate.value().getAsDouble()) : UNDEFINED;
    }

    /** {@code 0.820–0.861}; empty text without an interval. */
    public static String interval(Estimate estimate) {
        if (estimate.low().isEmpty() || estimate.high().isEmpty()) {
            return "";
        }
        double low = estimate.low().getAsDouble();
        double high = estimate.high().getAsDouble();
        return three(low) + (low < 0 ? " to " : "\u2013") + three(high);
    }

    /** Value and interval as one text for tooltips and labels of pictures. */
    public static String sentence(Estimate estimate) {
        String interval = interval(estimate);
        return value(estimate) + (interval.isEmpty() ? "" : ", interval " + interval);
    }

    /** {@code 12,345}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 37 %}; never 0 % or 100 % for what is not nothing or all. */
    public static String percent(double share) {
        if (share > 0 && share < 0.005) {
            return "< 1\u00a0%";
        }
        if (share < 1 && share > 0.995) {
            return "> 99\u00a0%";
        }
        return Math.round(100 * share) + "\u00a0%";
    }

    public static String percent(int part, int whole) {
        return whole == 0 ? UNDEFINED : percent(part / (double) whole);
    }

    /** Coordinates to a tenth of a pixel. */
    public static String px(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /** {@code 1 patient}, {@code 2 patients}. */
    public static String many(long count, String one) {
        return many(count, one, one + "s");
    }

    public static String many(long count, String one, String more) {
        return count(count) + " " + (count == 1 ? one : more);
    }

    /** A p-value; small ones as a bound. */
    public static String p(double p) {
        return p < 0.001 ? "< 0.001" : three(p);
    }

    /** Cut to a length that fits beside a plot. */
    public static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
    }

    private static String minus(String text) {
        // A rounded-away minus is no minus.
        String plain = text.matches("-0\\.0+") ? text.substring(1) : text;
        return plain.replace('-', '\u2212');
    }
}
