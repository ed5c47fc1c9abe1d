package org.gapwise.study.run;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.gapwise.nn.Native;

/**
 * Several pieces of work at once, each computing on one thread. A small network is trained as fast by one thread as by
 * two, so two of them side by side take little more than half the time.
 *
 * @param count at once; a single one computes on all threads of the engine
 */
record Workers(int count) {

    /**
     * Does every piece, begun in order. When one fails, those that have begun are ended, no other is begun, and the
     * failure is thrown.
     */
    <T> void each(List<T> pieces, Consumer<T> work) {
        if (count == 1) {
            pieces.forEach(work);
            return;
        }
        AtomicBoolean failed = new AtomicBoolean();
        int threads = Native.threads();
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<Callable<Void>> calls = pieces.stream()
                    .map(piece -> call(failed, () -> work.accept(piece)))
                    .toList();
            for (Future<Void> done : pool.invokeAll(calls)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw unchecked(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at work", e);
        } finally {
            pool.shutdown();
            Native.compute(threads);
        }
    }

    private static Callable<Void> call(AtomicBoolean failed, Runnable work) {
        return () -> {
            if (!failed.get()) {
                Native.compute(1);
                try {
                    work.run();
                } catch (RuntimeException | Error e) {
                    failed.set(true);
                    throw e;
                }
            }
            return null;
        };
    }

    private static RuntimeException unchecked(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
            return cause;
        }
        if (e.getCause() instanceof Error cause) {
            throw cause;
        }
        return new IllegalStateException(e.getCause());
    }
}
