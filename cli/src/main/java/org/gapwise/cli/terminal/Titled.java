package org.gapwise.cli.terminal;

import org.gapwise.core.Progress;

/** Shows a piece of work under a title of its own, for when the same work is done for several things. */
public record Titled(String title, Progress progress) implements Progress {

    @Override
    public void start(String name, long total) {
        progress.start(title, total);
    }

    @Override
    public void step(long steps) {
        progress.step(steps);
    }

    @Override
    public void note(String text) {
        progress.note(text);
    }

    @Override
    public void done() {
        progress.done();
    }
}
