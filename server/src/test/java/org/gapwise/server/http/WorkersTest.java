package org.gapwise.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WorkersTest {

    private static final long PATIENCE_SECONDS = 60;

    @Test
    void whoWorkedLastWorksNext() throws InterruptedException {
        Workers workers = new Workers(16, 10);
        Set<String> names = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 50; i++) {
            CountDownLatch done = new CountDownLatch(1);
            workers.execute(() -> {
                names.add(Thread.currentThread().getName());
                done.countDown();
            });
            assertThat(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            // Long enough to be idle again.
            Thread.sleep(5);
        }
        // Another one may help out where the first had not yet gone idle; sixteen in turn is what shall not be.
        assertThat(names).hasSizeLessThan(8).allMatch(name -> name.startsWith("work-"));
        workers.shutdown();
    }

    @Test
    void allThreadsWorkAndWhatFindsNoRoomIsRefused() throws InterruptedException {
        Workers workers = new Workers(3, 2);
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(5);
        for (int i = 0; i < 5; i++) {
            workers.execute(() -> {
                begun.countDown();
                try {
                    assertThat(end.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                done.countDown();
            });
        }
        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> workers.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        workers.shutdown();
        end.countDown();
        assertThat(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
