package org.gapwise.nn;

import java.util.SplittableRandom;

/** A table of vectors: index [...] to [..., D]. */
public final class Embedding extends Layer {
    private final Tensor weight;

    /** Starts from normal values with the given deviation. */
    public Embedding(int rows, int width, double deviation, SplittableRandom random) {
        weight = parameter("weight", Init.normal(random, deviation, rows, width));
    }

    public Tensor apply(Tensor index) {
        return Functional.embedding(weight, index);
    }

    /** The whole table [N,D]. */
    public Tensor table() {
        return weight;
    }
}
