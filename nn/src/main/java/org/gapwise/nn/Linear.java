package org.gapwise.nn;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A matrix product, with or without an offset: [..., in] to [..., out]. */
public final class Linear extends Layer {
    /**
     * Weights whose order is worth it in 32 bits: the number of rows varies with the tokens that are there, and oneDNN plans
     * 0.4 ms for each number that it has not met.
     */
    private static final long WORTH = 1 << 18;

    private final Tensor weight;
    private final Optional<Tensor> bias;
    private final Map<ElementType, SettledProduct> settled = new EnumMap<>(ElementType.class);

    /** Starts from Glorot's uniform weights and a bias of 0. */
    public Linear(int in, int out, boolean bias, SplittableRandom random) {
        this(Init.xavierUniform(random, out, in), bias);
    }

    /** Starts from the given weights [out, in] and a bias of 0. */
    public Linear(Tensor weight, boolean bias) {
        this.weight = parameter("weight", weight);
        this.bias = bias ? Optional.of(parameter("bias", Tensor.zeros(weight.size(0)))) : Optional.empty();
    }

    public Tensor apply(Tensor x) {
        if (isSettled() && NoGrad.isOn()) {
            return settled().apply(x);
        }
        return bias.map(b -> Functional.linear(x, weight, b)).orElseGet(() -> Functional.linear(x, weight));
    }

    /** With ReLU after it, which no way back may need the rest of. */
    public Tensor rectified(Tensor x) {
        return isSettled() && NoGrad.isOn() ? settled().rectified(x) : apply(x).rectified();
    }

    private synchronized SettledProduct settled() {
        return settled.computeIfAbsent(
                SettledProduct.asked(), type -> SettledProduct.of(weight, bias, type, WORTH, this::derived));
    }
}
