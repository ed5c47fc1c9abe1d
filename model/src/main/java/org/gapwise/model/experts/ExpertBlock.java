package org.gapwise.model.experts;

import java.util.SplittableRandom;
import org.gapwise.model.fusion.BlockSize;
import org.gapwise.model.fusion.MaskedLayout;
import org.gapwise.model.fusion.SelfAttention;
import org.gapwise.nn.Layer;
import org.gapwise.nn.LayerNorm;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** Attention between the vectors of all modalities, then a mixture of experts in place of the feed-forward part. */
public final class ExpertBlock extends Layer {

    private static final int MOST = 16;

    private final LayerNorm norm1;
    private final LayerNorm norm2;
    private final SelfAttention attention;
    private final Mixture mixture;
    private final double dropout;

    /** @param patterns how many sets of modalities there are; each has an expert, as far as there are experts */
    public ExpertBlock(BlockSize size, int patterns, SplittableRandom random) {
        dropout = size.dropout();
        norm1 = layer("norm1", new LayerNorm(size.width()));
        attention = layer("attention", new SelfAttention(size, true, random));
        norm2 = layer("norm2", new LayerNorm(size.width()));
        mixture = layer("mixture", new Mixture(size, Math.min(patterns, MOST), random));
    }

    public Mixed forward(Mixed state, Pattern pattern, Pass pass) {
        Tensor x = state.values();
        MaskedLayout all = MaskedLayout.full(x.size(0), x.size(1));
        Tensor h = x.plus(pass.dropout(attention.apply(norm1.apply(x), all), dropout));
        Mixed mixed = mixture.forward(norm2.apply(h), pattern);
        return new Mixed(
                h.plus(pass.dropout(mixed.values(), dropout)), state.penalty().plus(mixed.penalty()));
    }
}
