package org.gapwise.model.fusion;

import java.util.SplittableRandom;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Tensor;

/** Tokens look at present tokens. */
public final class SelfAttention extends Layer {

    private final Linear qkv;
    private final Linear output;
    private final int heads;

    /** @param bias whether its layers have offsets */
    public SelfAttention(BlockSize size, boolean bias, SplittableRandom random) {
        heads = size.heads();
        qkv = layer("qkv", new Linear(size.width(), 3 * size.width(), bias, random));
        output = layer("output", new Linear(size.width(), size.width(), bias, random));
    }

    /** {@code [B, T, D]} to the same; {@code present} is {@code [B, T]}, boolean. */
    public Tensor apply(Tensor x, Tensor present) {
        return output.apply(Heads.of(qkv.apply(x), heads).attend(present));
    }

    /** The same with ReLU on query, key, value and output, and zero rows for absent tokens: the paper's. */
    Tensor applyReleased(Tensor x, Tensor present) {
        Tensor attended = Heads.of(qkv.apply(x).relu(), heads).attend(present);
        return output.apply(attended.times(present.toFloat().unsqueeze(2))).relu();
    }
}
