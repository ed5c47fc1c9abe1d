package org.gapwise.model.fusion;

import java.util.SplittableRandom;
import org.gapwise.nn.Init;
import org.gapwise.nn.Tensor;

/** The paper's token: an element-wise product with a learnt vector, N(0, 1/D) at the start (method 1.4). */
final class HadamardToken extends ModalityToken {

    private final Tensor weight;

    HadamardToken(int width, SplittableRandom random) {
        weight = parameter("weight", Init.normal(random, 1 / Math.sqrt(width), width));
    }

    @Override
    public Tensor mark(Tensor values) {
        return values.times(weight);
    }
}
