package org.gapwise.nn;

import java.util.Optional;
import java.util.SplittableRandom;

/** A convolution over images: [B,C,H,W] to [B,O,H',W']. */
public final class Conv2d extends Layer {
    private final Window window;
    private final Tensor weight;
    private final Optional<Tensor> bias;

    /** What a convolution is made of; size is the edge of its square filters. */
    public record Shape(int in, int out, int size, Window window) {}

    /** Starts from He's normal weights and a bias of 0. */
    public Conv2d(Shape shape, boolean bias, SplittableRandom random) {
        this.window = shape.window();
        int each = shape.in() / window.groups();
        // As pictures lie: else the engine brings it into that order at every use, and its gradient back.
        this.weight = parameter(
                "weight",
                Init.kaiming(random, shape.out(), each, shape.size(), shape.size())
                        .channelsLast());
        this.bias = bias ? Optional.of(parameter("bias", Tensor.zeros(shape.out()))) : Optional.empty();
    }

    public Tensor apply(Tensor x) {
        return Functional.conv2d(x, weight, bias, window);
    }

    Tensor weight() {
        return weight;
    }

    Optional<Tensor> bias() {
        return bias;
    }

    Window window() {
        return window;
    }
}
