package org.gapwise.evaluate.study;

import java.util.Locale;

/**
 * How much was taken away, and in what manner.
 *
 * @param arm id of the {@link Arm}; empty where nothing was taken
 * @param rate in [0, 1]; 0 where nothing was taken
 */
public record Level(String arm, double rate) {

    /** Nothing taken away. */
    public static final Level COMPLETE = new Level("", 0);

    public Level {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate is " + rate + ", must be between 0 and 1");
        }
        if (arm.isEmpty() != (rate == 0)) {
            throw new IllegalArgumentException("a level has an arm and a rate above 0, or neither");
        }
    }

    /** The arm at a rate; at 0 nothing is taken, whatever the arm. */
    public static Level of(String arm, double rate) {
        return rate == 0 ? COMPLETE : new Level(arm, rate);
    }

    /** {@code complete}, or e.g. {@code image-25.00}: for file names and the rows of tables. */
    public String word() {
        return arm.isEmpty() ? "complete" : arm + "-" + String.format(Locale.ROOT, "%.4g", 100 * rate);
    }
}
