package org.gapwise.cli.terminal;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.gapwise.core.Progress;

/** A line a minute, and one at the end of what took longer than a moment: for logs. */
final class MinuteLines implements Progress {

    private static final long MINUTE = 60_000_000_000L;

    private final PrintStream err;
    private final LongSupplier nanos;
    private Optional<Pace> pace = Optional.empty();
    private long said;

    MinuteLines(PrintStream err, LongSupplier nanos) {
        this.err = err;
        this.nanos = nanos;
    }

    @Override
    public synchronized void start(String name, long total) {
        done();
        said = nanos.getAsLong();
        pace = Optional.of(new Pace(name, total, said));
    }

    @Override
    public synchronized void step(long steps) {
        pace.ifPresent(p -> p.step(steps));
        long now = nanos.getAsLong();
        if (now - said >= MINUTE) {
            said = now;
            pace.ifPresent(p -> say(p, now));
        }
    }

    @Override
    public synchronized void note(String text) {
        pace.ifPresent(p -> p.note(text));
    }

    @Override
    public synchronized void done() {
        pace.ifPresent(p -> err.println(p.summary(nanos.getAsLong())));
        pace = Optional.empty();
    }

    private void say(Pace p, long now) {
        err.println(p.name() + "  " + p.figures(now) + (p.note().isEmpty() ? "" : "  " + p.note()));
    }
}
