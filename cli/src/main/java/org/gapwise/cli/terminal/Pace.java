package org.gapwise.cli.terminal;

import java.util.Locale;

/** How far a piece of work is, as texts: share, rate, time left. */
final class Pace {

    private static final double NANOS = 1e9;

    private final String name;
    private final long total;
    private final long begun;
    private long done;
    private String note = "";

    Pace(String name, long total, long now) {
        this.name = name;
        this.total = total;
        this.begun = now;
    }

    void step(long steps) {
        done += steps;
    }

    void note(String text) {
        note = text;
    }

    /** In [0, 1]. */
    double share() {
        return total <= 0 ? 0 : Math.min(1, done / (double) total);
    }

    String name() {
        return name;
    }

    String note() {
        return note;
    }

    /** {@code 45 %  1,204/2,800  31/s  0:51 left}. */
    String figures(long now) {
        double seconds = seconds(now);
        StringBuilder text = new StringBuilder();
        if (total > 0) {
            text.append(String.format(Locale.ROOT, "%3.0f %%  %,d/%,d", Math.floor(100 * share()), done, total));
        } else {
            text.append(String.format(Locale.ROOT, "%,d", done));
        }
        if (done > 0 && seconds > 0.5) {
            double rate = done / seconds;
            text.append(String.format(Locale.ROOT, rate < 10 ? "  %.1f/s" : "  %,.0f/s", rate));
            if (total > done) {
                text.append("  ").append(clock((total - done) / rate)).append(" left");
            }
        }
        return text.toString();
    }

    /** What is said once the work is done. */
    String summary(long now) {
        String count = String.format(Locale.ROOT, "%,d", done);
        return name + ": " + count + " in " + clock(seconds(now)) + (note.isEmpty() ? "" : "  " + note);
    }

    double seconds(long now) {
        return (now - begun) / NANOS;
    }

    /** {@code 0:07}, {@code 2:31:00}. */
    static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
