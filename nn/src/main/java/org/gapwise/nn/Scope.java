package org.gapwise.nn;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;

/**
 * Frees every tensor made by this thread since it was opened.
 *
 * <p>Open one for each training step, prediction or test. Scopes nest; what must outlive one goes to the enclosing
 * scope with {@link #keep}. A tensor made outside of any scope is freed by the garbage collector at some later time.
 */
public final class Scope implements AutoCloseable {
    private final Optional<PointerScope> outer;
    private final PointerScope inner;

    private Scope(Optional<PointerScope> outer, PointerScope inner) {
        this.outer = outer;
        this.inner = inner;
    }

    /** Opens a scope on this thread; close it on the same thread. */
    public static Scope open() {
        Native.start();
        return new Scope(Optional.ofNullable(PointerScope.getInnerScope()), new PointerScope());
    }

    /** Hands a tensor to the enclosing scope, or to the garbage collector if there is none. */
    public Tensor keep(Tensor tensor) {
        outer.ifPresentOrElse(
                scope -> scope.attach(tensor.raw()), () -> tensor.raw().retainReference());
        return tensor;
    }

    /** Hands a tensor that {@link #keep} took out of all scopes, on whichever thread, to the innermost one here. */
    public static void adopt(Tensor tensor) {
        PointerScope here = PointerScope.getInnerScope();
        if (here == null) {
            throw new IllegalStateException("no scope is open on this thread");
        }
        here.attach(tensor.raw());
        tensor.raw().releaseReference();
    }

    /** Runs the body and frees all it made but its result. */
    public static Tensor tidy(Supplier<Tensor> body) {
        try (Scope scope = open()) {
            return scope.keep(body.get());
        }
    }

    /** Runs steps, each on what the one before gave, which is freed as soon as it is used. */
    public static Tensor chain(Supplier<Tensor> first, List<UnaryOperator<Tensor>> steps) {
        if (steps.isEmpty()) {
            return tidy(first);
        }
        int last = steps.size() - 1;
        return tidy(() -> steps.get(last).apply(chain(first, steps.subList(0, last))));
    }

    @Override
    public void close() {
        inner.close();
    }
}
