package org.gapwise.evaluate.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.gapwise.core.Progress;
import org.junit.jupiter.api.Test;

class CrewTest {

    private static final List<Integer> PIECES = IntStream.range(0, 40).boxed().toList();

    @Test
    void resultsComeInTheOrderOfThePiecesWhoeverIsFirst() {
        CountDownLatch second = new CountDownLatch(1);
        List<Integer> squares = crew(2).each(PIECES, piece -> {
            if (piece == 0) {
                await(second);
            } else if (piece == 1) {
                second.countDown();
            }
            return piece * piece;
        });
        assertThat(squares).isEqualTo(PIECES.stream().map(p -> p * p).toList());
    }

    @Test
    void aFailureIsThrownAsItIsAndNothingMoreIsBegun() {
        for (int threads : new int[] {1, 2}) {
            Set<Integer> begun = ConcurrentHashMap.newKeySet();
            assertThatThrownBy(() -> crew(threads).each(PIECES, piece -> {
                        begun.add(piece);
                        if (piece == 3) {
                            throw new IllegalArgumentException("piece 3");
                        }
                        return sleepy(piece);
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("piece 3");
            assertThat(begun).contains(0, 1, 2, 3).hasSizeLessThan(20);
        }
    }

    @Test
    void nobodyIsNoCrew() {
        assertThatThrownBy(() -> crew(0)).hasMessageContaining("at least 1");
    }

    private static Crew crew(int threads) {
        return new Crew(threads, Progress.silent());
    }

    private static int sleepy(int piece) {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return piece;
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the second piece was not begun beside the first");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
