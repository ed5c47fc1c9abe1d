package org.gapwise.nn;

import java.util.Optional;
import java.util.SplittableRandom;

/** A matrix product, with or without an offset: [..., in] to [..., out]. */
public final class Linear extends Layer {
    private final Tensor weight;
    private final Optional<Tensor> bias;
    private Optional<Half> half = Optional.empty();

    /** Weights of 16 bits, which would else be made for every product. */
    private record Half(Tensor weight, Optional<Tensor> bias) {}

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
        if (isSettled() && NoGrad.isOn() && Precision.isHalf()) {
            Half with = half();
            return with.bias
                    .map(b -> Functional.linear(x, with.weight, b))
                    .orElseGet(() -> Functional.linear(x, with.weight));
        }
        return bias.map(b -> Functional.linear(x, weight, b)).orElseGet(() -> Functional.linear(x, weight));
    }

    private synchronized Half half() {
        if (half.isEmpty()) {
            try (Scope scope = Scope.open()) {
                half = Optional.of(new Half(
                        derived(weight.detach().to(ElementType.BF16)),
                        bias.map(b -> derived(b.detach().to(ElementType.BF16)))));
            }
        }
        return half.get();
    }
}
