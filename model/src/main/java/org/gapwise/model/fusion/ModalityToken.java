package org.gapwise.model.fusion;

import org.gapwise.nn.Layer;
import org.gapwise.nn.Tensor;

/** What tells the fusion which modality a token comes from. */
public abstract class ModalityToken extends Layer {

    /**
     * @param values {@code [..., D]}, all of one modality
     * @return of the same shape
     */
    public abstract Tensor mark(Tensor values);
}
