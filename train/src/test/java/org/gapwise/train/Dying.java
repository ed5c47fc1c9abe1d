package org.gapwise.train;

import org.gapwise.core.Progress;

/** Ends the run by an exception after some batches. */
final class Dying implements Progress {

    private int left;

    Dying(int steps) {
        left = steps;
    }

    @Override
    public void start(String name, long total) {
        // The start of a stage also reports the batches already done.
        left++;
    }

    @Override
    public void step(long steps) {
        if (--left == 0) {
            throw new IllegalStateException("died");
        }
    }

    @Override
    public void note(String text) {}

    @Override
    public void done() {}
}
