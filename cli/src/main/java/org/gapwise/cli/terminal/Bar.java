package org.gapwise.cli.terminal;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.gapwise.core.Progress;

/** A bar that is drawn over itself. */
final class Bar implements Progress {

    private static final long PAUSE = 100_000_000L;
    private static final int CELLS = 20;
    private static final int WIDTH = 100;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final LongSupplier nanos;
    private Optional<Pace> pace = Optional.empty();
    private long drawn;

    Bar(PrintStream err, LongSupplier nanos) {
        this.err = err;
        this.nanos = nanos;
    }

    @Override
    public synchronized void start(String name, long total) {
        finish();
        pace = Optional.of(new Pace(name, total, nanos.getAsLong()));
        draw();
    }

    @Override
    public synchronized void step(long steps) {
        pace.ifPresent(p -> p.step(steps));
        if (nanos.getAsLong() - drawn > PAUSE) {
            draw();
        }
    }

    @Override
    public synchronized void note(String text) {
        pace.ifPresent(p -> p.note(text));
        draw();
    }

    @Override
    public synchronized void done() {
        finish();
    }

    /** Prints a line above the bar. */
    synchronized void above(String line) {
        if (pace.isPresent()) {
            err.print(ERASE);
        }
        err.println(line);
        draw();
    }

    private void finish() {
        pace.ifPresent(p -> err.println(ERASE + p.summary(nanos.getAsLong())));
        pace = Optional.empty();
    }

    private void draw() {
        if (pace.isEmpty()) {
            return;
        }
        Pace p = pace.get();
        int full = (int) Math.round(p.share() * CELLS);
        String line = p.name() + " " + "\u2588".repeat(full) + "\u2591".repeat(CELLS - full) + " "
                + p.figures(nanos.getAsLong()) + (p.note().isEmpty() ? "" : "  " + p.note());
        err.print(ERASE + (line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "\u2026" : line));
        err.flush();
        drawn = nanos.getAsLong();
    }
}
