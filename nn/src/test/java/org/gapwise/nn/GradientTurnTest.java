package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientTurnTest {
    private final CyclicBarrier barrier = new CyclicBarrier(2);
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Each form is new to the process, so that both threads would make its kernel; without turns the process ends here. */
    @Test
    void twoThreadsGetTheGradientsOfOne() throws Exception {
        for (int in = 16; in <= 80; in += 16) {
            for (int side = 3; side <= 13; side++) {
                for (int stride = 1; stride <= 2; stride++) {
                    compare(in, side, Window.of(stride, 1));
                }
            }
        }
    }

    private void compare(int channels, int side, Window window) throws Exception {
        try (Scope scope = Scope.open()) {
            SplittableRandom random = new SplittableRandom(channels * 31L + side);
            Tensor weight = Init.normal(random, 0.1, channels, channels, 3, 3);
            Tensor picture = Init.normal(random, 1, 3, channels, side, side);
            float[] expected = gradient(picture.to(ElementType.F64), weight.to(ElementType.F64), window);
            float[] full = picture.toFloats();
            float[] filters = weight.toFloats();
            for (float[] found : both(() -> {
                try (Scope own = Scope.open()) {
                    Tensor x = Tensor.of(full, picture.shape());
                    Tensor w = Tensor.of(filters, weight.shape());
                    barrier.await(60, TimeUnit.SECONDS);
                    return gradient(x, w, window);
                }
            })) {
                for (int i = 0; i < expected.length; i++) {
                    assertThat(found[i])
                            .as("%d channels, %d pixels, step %d", channels, side, window.stride())
                            .isCloseTo(expected[i], within(1e-3f));
                }
            }
        }
    }

    private static float[] gradient(Tensor picture, Tensor weight, Window window) {
        Tensor x = picture.channelsLast().detach().requiresGrad();
        Tensor y = Functional.conv2d(x, weight.channelsLast(), Optional.empty(), window);
        return y.square().sum().gradientBy(x).toFloat().toFloats();
    }

    @Test
    void oneMakesKernelsAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> seen = both(() -> {
            int most = 0;
            barrier.await(60, TimeUnit.SECONDS);
            for (int i = 0; i < 50_000; i++) {
                GradientTurn.expect(form(i % 1_000));
                GradientTurn.expect(form(-1 - i));
                int now = GradientTurn.take(() -> {
                    int count = inside.incrementAndGet();
                    Thread.onSpinWait();
                    inside.decrementAndGet();
                    return count;
                });
                most = Math.max(most, now);
            }
            return most;
        });
        assertThat(seen).containsExactly(1, 1);
    }

    @Test
    void whatIsMadeIsComputedWithByAllAtOnce() throws Exception {
        make(form(1));
        assertThat(both(() -> {
                    GradientTurn.expect(form(1));
                    GradientTurn.take(this::meet);
                    return 1;
                }))
                .hasSize(2);
    }

    /** The engine may have thrown it away. */
    @Test
    void whatWasNotUsedForLongIsMadeAgain() throws Exception {
        make(form(1));
        for (int i = 2; i < 40; i++) {
            make(form(i));
        }
        Thread makes = new Thread(() -> make(form(1)));
        GradientTurn.expect(form(50));
        GradientTurn.take(() -> {
            makes.start();
            waitsForItsTurn(makes);
        });
        makes.join();
    }

    private static void waitsForItsTurn(Thread thread) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(thread.isAlive()).as("it did not wait").isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void make(GradientTurn.Form form) {
        GradientTurn.expect(form);
        GradientTurn.take(() -> {});
    }

    private static GradientTurn.Form form(long number) {
        return new GradientTurn.Form(List.of(number), List.of(number), Window.of(1, 1), ElementType.F32, 1);
    }

    @Test
    void whoWaitsForTheOtherLendsItTheTurnAndGetsItBack() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> seen = both(() -> {
            GradientTurn.expect(form(-7));
            GradientTurn.expect(form(-Thread.currentThread().getId()));
            return GradientTurn.take(() -> {
                GradientTurn.lend(this::meet);
                int count = inside.incrementAndGet();
                Thread.onSpinWait();
                inside.decrementAndGet();
                return count;
            });
        });
        assertThat(seen).containsExactly(1, 1);
    }

    @Test
    void whoHasNoTurnJustWaits() {
        AtomicInteger waited = new AtomicInteger();
        GradientTurn.lend(waited::incrementAndGet);
        assertThat(waited).hasValue(1);
        assertThat(GradientTurn.take(waited::incrementAndGet)).isEqualTo(2);
    }

    private void meet() {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the other never had its turn", e);
        }
    }

    private <T> List<T> both(Callable<T> work) throws Exception {
        List<Future<T>> running = List.of(threads.submit(work), threads.submit(work));
        List<T> results = new ArrayList<>();
        for (Future<T> each : running) {
            results.add(each.get(60, TimeUnit.SECONDS));
        }
        return results;
    }
}
