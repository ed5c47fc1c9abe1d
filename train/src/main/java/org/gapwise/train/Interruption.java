package org.gapwise.train;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and SIGTERM as a request: the run finishes its batch, writes a checkpoint and ends. The process waits for it.
 */
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final Collective ranks;
    private final AtomicBoolean requested = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::request, "gapwise-interruption");

    Interruption(Collective ranks) {
        this.ranks = ranks;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether any rank was asked to stop: they all stop after the same batch. */
    boolean requested() {
        return ranks.any(requested.get());
    }

    private void request() {
        requested.set(true);
        try {
            boolean inTime = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assert inTime;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        if (!requested.get()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
