package org.gapwise.nn;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** In which numbers matrix products and convolutions are computed. Weights, gradients and sums stay in 32 bits. */
public enum Precision {
    /** 32 bits throughout. */
    FP32,
    /** Operands of 16 bits with the exponent of 32 (bfloat16): quicker where the processor multiplies them itself. */
    BF16;

    public static final List<String> WORDS = List.of("fp32", "bf16");

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Precision of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Runs the body with this precision on this thread; what it gives is in 32 bits. */
    public Tensor run(Supplier<Tensor> body) {
        Native.start();
        return this == FP32 ? body.get() : within(true, () -> body.get().toFloat());
    }

    /** Runs the body in 32 bits, whatever was asked for around it. */
    static Tensor whole(Supplier<Tensor> body) {
        return isHalf() ? within(false, body) : body.get();
    }

    static boolean isHalf() {
        return torch.is_autocast_enabled(DeviceType.CPU);
    }

    private static Tensor within(boolean half, Supplier<Tensor> body) {
        boolean before = isHalf();
        torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
        torch.set_autocast_enabled(DeviceType.CPU, half);
        try {
            return body.get();
        } finally {
            torch.set_autocast_enabled(DeviceType.CPU, before);
            if (!before) {
                torch.clear_cache();
            }
        }
    }
}
