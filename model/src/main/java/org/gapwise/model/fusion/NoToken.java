package org.gapwise.model.fusion;

import org.gapwise.nn.Tensor;

/** Leaves the tokens as they are: for ablations. */
final class NoToken extends ModalityToken {

    @Override
    public Tensor mark(Tensor values) {
        return values;
    }
}
