package org.gapwise.nn;

/** Centres and scales the last dimension, then applies a learnt gain and offset: [..., D] to [..., D]. */
public final class LayerNorm extends Layer {
    private final double epsilon;
    private final Tensor weight;
    private final Tensor bias;

    public LayerNorm(int width) {
        this(width, 1e-5);
    }

    public LayerNorm(int width, double epsilon) {
        this.epsilon = epsilon;
        this.weight = parameter("weight", Tensor.ones(width));
        this.bias = parameter("bias", Tensor.zeros(width));
    }

    public Tensor apply(Tensor x) {
        return Functional.layerNorm(x, weight, bias, epsilon);
    }
}
