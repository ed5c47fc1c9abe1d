package org.gapwise.nn;

import java.util.Optional;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;
import org.jspecify.annotations.Nullable;

/** Sums over the rows of all {@link Peers}, through which gradients find their way back to the rows of each. */
public final class Company implements AutoCloseable {
    private final Peers peers;
    private final Hook back;
    private Optional<RuntimeException> lost = Optional.empty();

    /** Close it when no pass is run any more. */
    public Company(Peers peers) {
        this.peers = peers;
        try (Scope scope = Scope.open()) {
            // The engine keeps its address in every graph.
            back = new Hook();
            back.retainReference();
        }
    }

    /** Whether it is so for any of them. */
    boolean any(boolean here) {
        try (Scope scope = Scope.open()) {
            Tensor count = Tensor.full(here ? 1 : 0, 1);
            add(count);
            return count.item() > 0;
        }
    }

    /**
     * The sum of what all have, in 64 bits, so that all have the same. What flows back to it is the sum of what flows back
     * to it in all of them.
     */
    Tensor sum(Tensor own) {
        Tensor wide = own.to(ElementType.F64);
        Tensor all = wide.copy();
        add(all);
        Tensor sum = wide.plus(all.minus(wide.detach()));
        if (sum.isTracked()) {
            sum.raw().register_hook(back);
        }
        return sum;
    }

    private void add(Tensor values) {
        if (lost.isPresent()) {
            throw lost.get();
        }
        peers.sum(values);
    }

    /** Throws what went wrong on the way back, where nothing can be thrown. */
    public void check() {
        if (lost.isPresent()) {
            throw lost.get();
        }
    }

    @Override
    public void close() {
        back.releaseReference();
    }

    /** Runs within the engine, on the thread that asked for gradients. */
    private final class Hook extends TensorTensorHook {
        @Override
        public TensorBase call(@Nullable TensorBase gradient) {
            org.bytedeco.pytorch.Tensor own = new org.bytedeco.pytorch.Tensor(gradient);
            Tensor sum = new Tensor(own.clone());
            if (lost.isEmpty()) {
                try {
                    GradientTurn.lend(() -> peers.sum(sum));
                } catch (RuntimeException e) {
                    lost = Optional.of(e);
                }
            }
            return sum.raw();
        }
    }
}
