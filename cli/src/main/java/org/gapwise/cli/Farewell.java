package org.gapwise.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps a process that was told to stop alive until it has said where to go on. */
final class Farewell implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 130;

    private final CountDownLatch said = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "gapwise-farewell");

    private Farewell() {}

    static Farewell open() {
        Farewell farewell = new Farewell();
        Runtime.getRuntime().addShutdownHook(farewell.hook);
        return farewell;
    }

    /** Says it before the process may end. */
    void say(String message, Common common) {
        common.say(message);
        said.countDown();
    }

    private void await() {
        try {
            boolean inTime = said.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assert inTime;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        said.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook has done its work.
        }
    }
}
