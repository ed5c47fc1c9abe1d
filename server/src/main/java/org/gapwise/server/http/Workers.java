package org.gapwise.server.http;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The threads that work on requests. Whichever was idle for the shortest time works next, since its memory is still near:
 * with few requests one thread does it all.
 */
final class Workers implements Executor {

    private static final long IDLE_SECONDS = 60;

    private final Semaphore room;
    private final ForkJoinPool pool;

    /**
     * @param threads that work side by side
     * @param queue tasks that may wait for one of them
     */
    Workers(int threads, int queue) {
        room = new Semaphore(threads + queue);
        // One that waits is not replaced: there are as many as there are.
        pool = new ForkJoinPool(
                threads, Workers::named, null, true, threads, threads, 0, full -> true, IDLE_SECONDS, TimeUnit.SECONDS);
    }

    private static ForkJoinWorkerThread named(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("work-" + thread.getPoolIndex());
        return thread;
    }

    /** Takes a task, or throws a {@link RejectedExecutionException} when there is no room. */
    @Override
    public void execute(Runnable task) {
        if (!room.tryAcquire()) {
            throw new RejectedExecutionException();
        }
        pool.execute(() -> {
            try {
                task.run();
            } finally {
                room.release();
            }
        });
    }

    /** Takes no more; what was taken is done. */
    void shutdown() {
        pool.shutdown();
    }

    /** Takes no more, and drops what has not begun. */
    void shutdownNow() {
        pool.shutdownNow();
    }
}
