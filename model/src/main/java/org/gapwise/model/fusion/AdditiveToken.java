package org.gapwise.model.fusion;

import java.util.SplittableRandom;
import org.gapwise.nn.Init;
import org.gapwise.nn.Tensor;

/** A learnt vector added to every token of the modality. */
final class AdditiveToken extends ModalityToken {

    private final Tensor weight;

    AdditiveToken(int width, SplittableRandom random) {
        weight = parameter("weight", Init.normal(random, 0.02, width));
    }

    @Override
    public Tensor mark(Tensor values) {
        return values.plus(weight);
    }
}
