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

    /** {@code [..., D]} to the same. */
    public Tensor apply(Tensor x, Layout layout) {
        return attended(project(x), layout);
    }

    /** Queries, keys and values of each token side by side: {@code [..., D]} to {@code [..., 3D]}. */
    Tensor project(Tensor x) {
        return qkv.apply(x);
    }

    /** The same with ReLU on each: the paper's. */
    Tensor projectReleased(Tensor x) {
        return qkv.rectified(x);
    }

    /** From projected tokens to {@code [..., D]}. */
    Tensor attended(Tensor projected, Layout layout) {
        return output.apply(layout.attend(projected, heads));
    }

    /** The same with ReLU on the output and zero rows for absent tokens: the paper's. */
    Tensor attendedReleased(Tensor projected, Layout layout) {
        return output.rectified(layout.cleared(layout.attend(projected, heads)));
    }
}
