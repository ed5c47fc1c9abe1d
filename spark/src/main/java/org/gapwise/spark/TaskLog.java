package org.gapwise.spark;

import org.gapwise.core.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a task is, in its executor's log: a line when work begins, and one a minute. */
final class TaskLog implements Progress {

    private static final Logger LOG = LoggerFactory.getLogger("org.gapwise.spark");
    private static final long MINUTE = 60_000_000_000L;

    private String name = "";
    private String note = "";
    private long total;
    private long done;
    private long said;

    @Override
    public synchronized void start(String work, long steps) {
        name = work;
        total = steps;
        done = 0;
        note = "";
        said = System.nanoTime();
        LOG.info("{}: {} steps", name, total);
    }

    @Override
    public synchronized void step(long steps) {
        done += steps;
        if (System.nanoTime() - said >= MINUTE) {
            said = System.nanoTime();
            LOG.info("{}: {} of {} {}", name, done, total, note);
        }
    }

    @Override
    public synchronized void note(String text) {
        note = text;
    }

    @Override
    public synchronized void done() {
        LOG.info("{}: done {}", name, note);
    }
}
