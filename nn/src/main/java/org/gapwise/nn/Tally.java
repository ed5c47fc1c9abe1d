package org.gapwise.nn;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts the memory of tensors that this thread makes from {@link #open} to {@link #close}: how much was in use at once,
 * by handles that no scope has freed yet or as what a backward pass will need. Memory that the engine takes inside of an
 * operation, and gives back, is not seen. For small trials: whatever is in use is looked at whenever a tensor is made.
 */
public final class Tally implements AutoCloseable {
    private static final ThreadLocal<@Nullable Tally> HERE = new ThreadLocal<>();

    /** How many are open on all threads: so that nothing is looked up when there is none. */
    private static final AtomicInteger OPEN = new AtomicInteger();

    private final Map<Long, org.bytedeco.pytorch.Tensor> alive = new LinkedHashMap<>();
    private long peak;
    private long largest;

    private Tally() {}

    /** One a thread at a time. */
    public static Tally open() {
        Native.start();
        if (HERE.get() != null) {
            throw new IllegalStateException("a tally is open on this thread");
        }
        Tally tally = new Tally();
        HERE.set(tally);
        OPEN.incrementAndGet();
        return tally;
    }

    static void made(org.bytedeco.pytorch.Tensor raw) {
        if (OPEN.get() > 0) {
            Tally tally = HERE.get();
            if (tally != null) {
                tally.add(raw);
            }
        }
    }

    private void add(org.bytedeco.pytorch.Tensor raw) {
        if (!raw.defined() || !raw.has_storage()) {
            return;
        }
        try (Scope scope = Scope.open()) {
            long place = raw.storage().unsafeGetStorageImpl().address();
            if (!alive.containsKey(place)) {
                // Shares the memory, and keeps its place from being taken by another.
                org.bytedeco.pytorch.Tensor share = raw.detach();
                share.retainReference();
                alive.put(place, share);
                largest = Math.max(largest, share.storage().nbytes());
            }
            peak = Math.max(peak, sum());
        }
    }

    /** Forgets what nobody but this tally holds any more. */
    private long sum() {
        long sum = 0;
        Iterator<org.bytedeco.pytorch.Tensor> each = alive.values().iterator();
        while (each.hasNext()) {
            org.bytedeco.pytorch.Tensor share = each.next();
            if (share.storage().use_count() > 1) {
                sum += share.storage().nbytes();
            } else {
                each.remove();
                share.releaseReference();
            }
        }
        return sum;
    }

    /** Most bytes in use at once. */
    public long peak() {
        return peak;
    }

    /** Bytes of the largest tensor. */
    public long largest() {
        return largest;
    }

    @Override
    public void close() {
        HERE.remove();
        OPEN.decrementAndGet();
        new ArrayList<>(alive.values()).forEach(org.bytedeco.pytorch.Tensor::releaseReference);
        alive.clear();
    }
}
