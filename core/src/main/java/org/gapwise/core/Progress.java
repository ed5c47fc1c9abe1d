package org.gapwise.core;

/** Where long work tells how far it is. Implementations are thread-safe; the command line draws a bar. */
public interface Progress {

    /** Opens a piece of work of {@code total} steps. */
    void start(String name, long total);

    /** Says that {@code steps} more steps are done. */
    void step(long steps);

    /** Shows figures beside the bar, e.g. {@code loss 0.31}. */
    void note(String text);

    /** Closes the piece of work. */
    void done();

    /** Says nothing. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void start(String name, long total) {}

            @Override
            public void step(long steps) {}

            @Override
            public void note(String text) {}

            @Override
            public void done() {}
        };
    }
}
