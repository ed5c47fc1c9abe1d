package org.gapwise.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gapwise.nn.Native;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private static final List<Integer> PIECES = IntStream.range(0, 20).boxed().toList();

    @Test
    void everyPieceIsDoneOnce() {
        for (int count : new int[] {1, 2, 5}) {
            Set<Integer> done = Collections.synchronizedSet(new TreeSet<>());
            AtomicInteger times = new AtomicInteger();
            new Workers(count).each(PIECES, piece -> {
                done.add(piece);
                times.incrementAndGet();
            });
            assertThat(done).containsExactlyElementsOf(PIECES);
            assertThat(times).hasValue(PIECES.size());
        }
    }

    @Test
    void twoAreAtWorkAtOnce() {
        CountDownLatch both = new CountDownLatch(2);
        new Workers(2).each(List.of(1, 2), piece -> {
            both.countDown();
            await(both);
        });
        assertThat(both.getCount()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void eachComputesOnOneThreadAndTheEngineIsLeftAsItWas() {
        int before = Native.threads();
        Set<Integer> threads = Collections.synchronizedSet(new TreeSet<>());
        new Workers(3).each(PIECES, piece -> threads.add(Native.threads()));
        assertThat(threads).containsExactly(1);
        assertThat(Native.threads()).isEqualTo(before);
    }

    @Test
    void afterAFailureNothingElseIsBegun() {
        Set<Integer> done = Collections.synchronizedSet(new TreeSet<>());
        assertThatThrownBy(() -> new Workers(2).each(PIECES, piece -> {
                    if (piece == 3) {
                        throw new IllegalStateException("the power is gone");
                    }
                    done.add(piece);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the power is gone");
        assertThat(done).hasSizeLessThan(PIECES.size() - 1);
    }
}
