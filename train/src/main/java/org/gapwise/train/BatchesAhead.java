package org.gapwise.train;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gapwise.model.batch.Batch;
import org.gapwise.nn.Native;
import org.gapwise.nn.Scope;

/**
 * The batches of an epoch in order, made on a thread of their own while the training thread computes. They are the same
 * whoever makes them: all that is drawn hangs on the case and its place. At most two wait.
 */
final class BatchesAhead implements AutoCloseable {

    /** Batches that are in memory at once: one is computed, one waits, one is being made. */
    static final int IN_MEMORY = 3;

    private static final long LOOK_MILLIS = 50;

    private final Loader loader;
    private final Division division;
    private final BlockingQueue<Made> queue = new ArrayBlockingQueue<>(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread maker;
    private volatile boolean closed;
    private long waited;

    /** What is handed over: a batch, or why there is none. */
    private sealed interface Made {}

    private record Failed(Throwable cause) implements Made {}

    /**
     * A whole batch without pictures, or a part of it with them.
     *
     * @param owners of its rows
     * @param parts that follow, of a whole batch
     */
    record Ready(Batch batch, long[] owners, int parts) implements Made {

        /** The tensors outlive the scope they were made in. */
        private Ready handedOver(Scope scope) {
            batch.tensors().forEach(scope::keep);
            return this;
        }

        private void adopt() {
            batch.tensors().forEach(Scope::adopt);
        }
    }

    private BatchesAhead(Loader loader, Division division, int epoch, int step) {
        this.loader = loader;
        this.division = division;
        maker = new Thread(() -> make(epoch, step), "gapwise-batches");
        maker.setDaemon(true);
    }

    /** Begins to make the batches of an epoch, from a step on; close it when they are used or no longer wanted. */
    static BatchesAhead of(Loader loader, Division division, int epoch, int step) {
        BatchesAhead ahead = new BatchesAhead(loader, division, epoch, step);
        int threads = Native.threads();
        ahead.maker.start();
        try {
            ahead.begun.await();
        } catch (InterruptedException e) {
            ahead.closed = true;
            throw interrupted();
        } finally {
            // What the maker set for itself holds for threads that begin later, too.
            Native.compute(threads);
        }
        return ahead;
    }

    /** The next whole batch without pictures, or the next part; its tensors belong to the scope that is open. */
    Ready next() {
        long asked = System.nanoTime();
        Made made;
        try {
            made = queue.take();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        waited += System.nanoTime() - asked;
        if (made instanceof Failed failed) {
            throw unchecked(failed.cause);
        }
        Ready ready = (Ready) made;
        ready.adopt();
        return ready;
    }

    /** How long {@link #next} has waited so far, in nanoseconds. */
    long waited() {
        return waited;
    }

    private void make(int epoch, int from) {
        try {
            // With as many threads as the training thread they would take the processors from each other.
            Native.threads();
            Native.compute(1);
            begun.countDown();
            int[] order = loader.order(epoch);
            for (int step = from; step < loader.steps() && !closed; step++) {
                Draw draw = loader.draw(order, epoch, step);
                make(draw);
            }
        } catch (RuntimeException | Error e) {
            begun.countDown();
            put(new Failed(e));
        }
    }

    private void make(Draw draw) {
        List<Draw> parts = division.of(draw);
        put(made(() -> new Ready(loader.outline(draw), draw.owners(), parts.size())));
        for (Draw part : parts) {
            if (closed) {
                return;
            }
            put(made(() -> new Ready(loader.batch(part), part.owners(), 0)));
        }
    }

    /** What making it took is freed before it waits. */
    private static Ready made(Supplier<Ready> making) {
        try (Scope scope = Scope.open()) {
            return making.get().handedOver(scope);
        }
    }

    /** Waits until there is room; what nobody wants any more is freed. */
    private void put(Made made) {
        try {
            while (!closed) {
                if (queue.offer(made, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
        drop(made);
    }

    private static void drop(Made made) {
        if (made instanceof Ready ready) {
            try (Scope scope = Scope.open()) {
                ready.adopt();
            }
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }

    private static IllegalStateException interrupted() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for a batch");
    }

    /** Ends the thread and frees what it made in vain. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (maker.isAlive()) {
            try {
                maker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        queue.forEach(BatchesAhead::drop);
        queue.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
