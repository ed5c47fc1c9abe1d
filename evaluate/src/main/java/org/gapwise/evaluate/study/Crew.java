package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.gapwise.core.Progress;

/**
 * Who does the pieces of a study's work, and who hears how far they are. Results come in the order of the pieces of
 * work, whoever did which of them and when, so figures do not depend on the number of threads.
 *
 * @param threads at work at once
 */
public record Crew(int threads, Progress progress) {

    public Crew {
        if (threads < 1) {
            throw new IllegalArgumentException("a crew of " + threads + " threads, must be at least 1");
        }
    }

    /** One thread that says nothing. */
    public static Crew alone() {
        return new Crew(1, Progress.silent());
    }

    /**
     * Does every piece, begun in order. When one fails, those that have begun are ended, no other is begun, and the
     * failure is thrown.
     *
     * @param work depends on its piece alone; called from several threads
     */
    public <T, R> List<R> each(List<T> pieces, Function<T, R> work) {
        if (threads == 1 || pieces.size() < 2) {
            return pieces.stream().map(work).toList();
        }
        AtomicBoolean failed = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, pieces.size()));
        try {
            List<Callable<Optional<R>>> calls = new ArrayList<>();
            pieces.forEach(piece -> calls.add(() -> done(failed, piece, work)));
            List<R> results = new ArrayList<>();
            for (Future<Optional<R>> future : pool.invokeAll(calls)) {
                future.get().ifPresent(results::add);
            }
            return results;
        } catch (ExecutionException e) {
            throw unchecked(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at work", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Empty for a piece that was not begun, because another had failed. */
    private static <T, R> Optional<R> done(AtomicBoolean failed, T piece, Function<T, R> work) {
        if (failed.get()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.apply(piece));
        } catch (RuntimeException | Error e) {
            failed.set(true);
            throw e;
        }
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
