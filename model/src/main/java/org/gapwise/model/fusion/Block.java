package org.gapwise.model.fusion;

import org.gapwise.nn.Layer;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** One round of masked self-attention and feed-forward. */
public abstract class Block extends Layer {

    /**
     * @param x {@code [B, T, D]}
     * @param present {@code [B, T]}, boolean
     * @return {@code [B, T, D]}; rows of present tokens depend on present tokens alone
     */
    public abstract Tensor forward(Tensor x, Tensor present, Pass pass);
}
