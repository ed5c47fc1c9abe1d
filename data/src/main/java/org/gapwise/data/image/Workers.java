package org.gapwise.data.image;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The same work on many items, taken in order, on some threads; the first failure ends it. */
record Workers(int threads) {

    @FunctionalInterface
    interface Work {
        void on(int item) throws IOException;
    }

    /** One for each core. */
    static Workers everyCore() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    void each(int count, Work work) throws IOException {
        int most = Math.max(1, Math.min(count, threads));
        ExecutorService pool = Executors.newFixedThreadPool(most);
        CompletionService<Boolean> running = new ExecutorCompletionService<>(pool);
        AtomicInteger next = new AtomicInteger();
        try {
            for (int t = 0; t < most; t++) {
                running.submit(() -> {
                    for (int i = next.getAndIncrement();
                            i < count && !Thread.currentThread().isInterrupted();
                            i = next.getAndIncrement()) {
                        work.on(i);
                    }
                    return true;
                });
            }
            for (int t = 0; t < most; t++) {
                // Whoever is ready first: the others may be waiting for the one that failed.
                running.take().get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while decoding images");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("decoding failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
