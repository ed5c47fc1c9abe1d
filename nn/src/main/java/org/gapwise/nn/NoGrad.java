package org.gapwise.nn;

import org.bytedeco.pytorch.GradMode;

/** While open, operations of this thread are not recorded for {@link Tensor#backward()}. */
public final class NoGrad implements AutoCloseable {
    private final boolean before;

    private NoGrad(boolean before) {
        this.before = before;
    }

    /** Stops recording until closed. */
    public static NoGrad on() {
        Native.start();
        NoGrad guard = new NoGrad(GradMode.is_enabled());
        GradMode.set_enabled(false);
        return guard;
    }

    /** Whether operations of this thread go unrecorded now. */
    public static boolean isOn() {
        return !GradMode.is_enabled();
    }

    @Override
    public void close() {
        GradMode.set_enabled(before);
    }
}
