package org.gapwise.server.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;

/**
 * Asks a predictor about the cases of several requests together. One thread asks; it takes what is waiting, and waits a
 * little for more when there is room. If a batch fails, each of its cases is asked about alone, so that one request
 * cannot spoil another's answer. Batches of one need no thread: whoever asks waits for its turn, case by case, and asks
 * itself, which spares a lone request two changes of thread.
 */
public final class Batcher implements AutoCloseable {

    private final Predictor predictor;
    private final Batching batching;
    private final Consumer<List<Prediction>> answered;
    /** An empty one marks the end. */
    private final BlockingQueue<Optional<Waiting>> queue = new LinkedBlockingQueue<>();

    private final Thread thread = new Thread(this::run, "batcher");
    private final ReentrantLock turn = new ReentrantLock(true);

    /** A case, and who waits for its answer. */
    private record Waiting(Case one, CompletableFuture<Prediction> answer) {}

    /**
     * How cases are gathered.
     *
     * @param most cases of a batch
     * @param pause for more, after the first
     */
    public record Batching(int most, Duration pause) {

        public Batching {
            if (most < 1 || pause.isNegative()) {
                throw new IllegalArgumentException("a batch has at least one case and waits for no less than no time");
            }
        }

        /** Each case alone: its answer has the same bits whatever else there is to do. */
        public static Batching alone() {
            return new Batching(1, Duration.ZERO);
        }
    }

    /** @param answered is told the answers of each batch */
    public Batcher(Predictor predictor, Batching batching, Consumer<List<Prediction>> answered) {
        this.predictor = predictor;
        this.batching = batching;
        this.answered = answered;
        thread.setDaemon(true);
        if (batching.most() > 1) {
            thread.start();
        }
    }

    /** One prediction a case, in their order. */
    public List<Prediction> predict(List<Case> cases) {
        return batching.most() > 1
                ? together(cases)
                : cases.stream().map(this::alone).toList();
    }

    private Prediction alone(Case one) {
        turn.lock();
        try {
            List<Prediction> predictions = predictor.predict(List.of(one));
            answered.accept(predictions);
            return predictions.get(0);
        } finally {
            turn.unlock();
        }
    }

    private List<Prediction> together(List<Case> cases) {
        List<CompletableFuture<Prediction>> answers = new ArrayList<>();
        for (Case one : cases) {
            Waiting waiting = new Waiting(one, new CompletableFuture<>());
            queue.add(Optional.of(waiting));
            answers.add(waiting.answer());
        }
        try {
            return answers.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void run() {
        try {
            for (Optional<Waiting> first = queue.take(); first.isPresent(); first = queue.take()) {
                List<Waiting> batch = new ArrayList<>(List.of(first.get()));
                boolean ended = gather(batch);
                answer(batch);
                if (ended) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Adds what is waiting, and what comes in time; whether the end was among it. */
    private boolean gather(List<Waiting> batch) throws InterruptedException {
        long until = System.nanoTime() + batching.pause().toNanos();
        while (batch.size() < batching.most()) {
            Optional<Waiting> next = queue.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null) {
                return false;
            }
            if (next.isEmpty()) {
                return true;
            }
            batch.add(next.get());
        }
        return false;
    }

    private void answer(List<Waiting> batch) {
        try {
            List<Prediction> predictions =
                    predictor.predict(batch.stream().map(Waiting::one).toList());
            answered.accept(predictions);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(predictions.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (batch.size() == 1) {
                batch.get(0).answer().completeExceptionally(e);
            } else {
                batch.forEach(waiting -> answer(List.of(waiting)));
            }
        }
    }

    /** Ends after the answers that are waited for. */
    @Override
    public void close() {
        queue.add(Optional.empty());
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
