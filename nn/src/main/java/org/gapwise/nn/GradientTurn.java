package org.gapwise.nn;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.global.torch;

/**
 * Who makes the engine's kernel for the gradient of a convolution's pictures does so alone. When two threads make the same one
 * at the same moment, one may compute with what the other has not finished: the process ends, or goes on with other
 * numbers. Kernels that are made already are used by all at once.
 */
final class GradientTurn {

    /** The engine keeps the 1,024 kernels it used last; a convolution has about eight, and there are others. */
    private static final int KEPT = 32;

    private static final ReentrantLock TURN = new ReentrantLock(true);
    private static final ThreadLocal<Set<Form>> UNMADE = ThreadLocal.withInitial(HashSet::new);
    private static final Map<Form, Boolean> MADE = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Form, Boolean> eldest) {
            return size() > KEPT;
        }
    };

    private GradientTurn() {}

    /**
     * What a kernel is made for.
     *
     * @param picture {@code [B,C,H,W]}
     * @param filters {@code [O, C/groups, h, w]}
     */
    record Form(List<Long> picture, List<Long> filters, Window window, ElementType type, int threads) {
        static Form of(org.bytedeco.pytorch.Tensor picture, org.bytedeco.pytorch.Tensor filters, Window window) {
            return new Form(
                    list(picture),
                    list(filters),
                    window,
                    ElementType.of(picture.scalar_type()),
                    torch.get_num_threads());
        }

        private static List<Long> list(org.bytedeco.pytorch.Tensor tensor) {
            return LongStream.range(0, tensor.dim()).map(tensor::size).boxed().toList();
        }
    }

    /** Says that this thread's next gradients may need this kernel. */
    static void expect(Form form) {
        synchronized (MADE) {
            if (MADE.get(form) != null) {
                return;
            }
        }
        UNMADE.get().add(form);
    }

    static void take(Runnable gradients) {
        take(() -> {
            gradients.run();
            return true;
        });
    }

    /** Computes gradients: alone if kernels are to be made for them. */
    static <T> T take(Supplier<T> gradients) {
        Set<Form> unmade = UNMADE.get();
        if (unmade.isEmpty()) {
            return gradients.get();
        }
        TURN.lock();
        try {
            T found = gradients.get();
            synchronized (MADE) {
                unmade.forEach(form -> MADE.put(form, true));
            }
            return found;
        } finally {
            unmade.clear();
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
