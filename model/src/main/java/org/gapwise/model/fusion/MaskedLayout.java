package org.gapwise.model.fusion;

import org.gapwise.nn.Tensor;

/**
 * A slot for every token, there or not: {@code [B, T, ...]}.
 *
 * @param present {@code [B, T]}, boolean
 */
public record MaskedLayout(Tensor present) implements Layout {

    /** All tokens of all cases are there. */
    public static MaskedLayout full(long batch, long tokens) {
        return new MaskedLayout(Tensor.ones(batch, tokens).toBoolean());
    }

    @Override
    public Tensor attend(Tensor qkv, int heads) {
        return Heads.of(qkv, heads).attend(present);
    }

    @Override
    public Tensor cleared(Tensor x) {
        return x.times(present.toFloat().unsqueeze(2));
    }
}
