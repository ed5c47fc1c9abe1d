package org.gapwise.model.fusion;

import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Tensor;

/** From tokens to logits. */
public abstract class Readout extends Layer {

    /** What the encoder shall work on; a read-out may add a token of its own in front. */
    public Tokens begin(Tokens tokens) {
        return tokens;
    }

    /**
     * @param tokens the encoder's output
     * @return logits {@code [B, L]}
     */
    public abstract Tensor logits(Tokens tokens);
}
