package org.gapwise.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.server.Fake;
import org.junit.jupiter.api.Test;

final class BatcherTest {

    private static final Batcher.Batching SEVERAL = new Batcher.Batching(8, Duration.ofMillis(20));

    /** Remembers who asked it and how much at a time; refuses a negative age. */
    private static final class Watched implements Predictor {

        private final Fake fake = new Fake(0);
        private final ConcurrentLinkedQueue<String> threads = new ConcurrentLinkedQueue<>();
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public Schema schema() {
            return Fake.SCHEMA;
        }

        @Override
        public List<Prediction> predict(List<Case> cases) {
            threads.add(Thread.currentThread().getName());
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                Thread.sleep(1);
                if (cases.stream().anyMatch(one -> one.numbers().getOrDefault("age", 0.0) < 0)) {
                    throw new IllegalStateException("no such age");
                }
                return fake.predict(cases);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                inside.decrementAndGet();
            }
        }
    }

    private static Case aged(int age) {
        return Case.of("c" + age).with("age", age);
    }

    @Test
    void batchesOfOneAreAskedByWhoeverWantsThem() {
        Watched watched = new Watched();
        try (Batcher batcher = new Batcher(watched, Batcher.Batching.alone(), answers -> {})) {
            assertThat(batcher.predict(List.of(aged(1), aged(2))))
                    .isEqualTo(new Fake(0).predict(List.of(aged(1), aged(2))));
        }
        assertThat(watched.threads)
                .hasSize(2)
                .containsOnly(Thread.currentThread().getName());
    }

    @Test
    void oneCaseAtATimeAndNobodyGetsTheAnswerOfAnother() throws Exception {
        for (Batcher.Batching batching : List.of(Batcher.Batching.alone(), SEVERAL)) {
            Watched watched = new Watched();
            ExecutorService clients = Executors.newFixedThreadPool(16);
            try (Batcher batcher = new Batcher(watched, batching, answers -> {})) {
                List<Future<List<Prediction>>> asked = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    List<Case> cases = List.of(aged(i), aged(i + 1));
                    asked.add(clients.submit(() -> batcher.predict(cases)));
                }
                for (int i = 0; i < 200; i++) {
                    assertThat(asked.get(i).get()).isEqualTo(new Fake(0).predict(List.of(aged(i), aged(i + 1))));
                }
            } finally {
                clients.shutdown();
            }
            assertThat(watched.most.get()).isEqualTo(1);
        }
    }

    @Test
    void aCaseThatFailsSpoilsNoOther() {
        for (Batcher.Batching batching : List.of(Batcher.Batching.alone(), SEVERAL)) {
            try (Batcher batcher = new Batcher(new Watched(), batching, answers -> {})) {
                CompletableFuture<List<Prediction>> good =
                        CompletableFuture.supplyAsync(() -> batcher.predict(List.of(aged(3))));
                assertThatThrownBy(() -> batcher.predict(List.of(aged(-1)))).hasStackTraceContaining("no such age");
                assertThat(good.join()).hasSize(1);
            }
        }
    }
}
