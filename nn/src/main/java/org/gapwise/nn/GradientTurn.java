package org.gapwise.nn;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One thread of the process computes gradients at a time. When two make the engine's kernel for the gradient of the same
 * convolution at the same moment, one may compute with a kernel that is not finished: the process ends, or goes on with other
 * numbers.
 */
final class GradientTurn {
    private static final ReentrantLock TURN = new ReentrantLock(true);

    private GradientTurn() {}

    static void take(Runnable gradients) {
        take(() -> {
            gradients.run();
            return true;
        });
    }

    static <T> T take(Supplier<T> gradients) {
        TURN.lock();
        try {
            return gradients.get();
        } finally {
            TURN.unlock();
        }
    }

    /** Lets another thread have its turn while the one that has it waits for that thread; one that has none just waits. */
    static void lend(Runnable wait) {
        if (!TURN.isHeldByCurrentThread()) {
            wait.run();
            return;
        }
        TURN.unlock();
        try {
            wait.run();
        } finally {
            TURN.lock();
        }
    }
}
