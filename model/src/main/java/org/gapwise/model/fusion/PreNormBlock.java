package org.gapwise.model.fusion;

import java.util.SplittableRandom;
import org.gapwise.nn.LayerNorm;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** The standard pre-norm block with GELU (Xiong et al., ICML 2020). */
public final class PreNormBlock extends Block {

    private final LayerNorm norm1;
    private final LayerNorm norm2;
    private final Linear qkv;
    private final Linear output;
    private final Linear up;
    private final Linear down;
    private final BlockSize size;

    public PreNormBlock(BlockSize size, SplittableRandom random) {
        this.size = size;
        norm1 = layer("norm1", new LayerNorm(size.width()));
        qkv = layer("attention.qkv", new Linear(size.width(), 3 * size.width(), true, random));
        output = layer("attention.output", new Linear(size.width(), size.width(), true, random));
        norm2 = layer("norm2", new LayerNorm(size.width()));
        up = layer("feed_forward.up", new Linear(size.width(), size.feedForward(), true, random));
        down = layer("feed_forward.down", new Linear(size.feedForward(), size.width(), true, random));
    }

    @Override
    public Tensor forward(Tensor x, Tensor present, Pass pass) {
        Heads heads = Heads.of(qkv.apply(norm1.apply(x)), size.heads());
        Tensor h = x.plus(pass.dropout(output.apply(heads.attend(present)), size.dropout()));
        Tensor inner = up.apply(norm2.apply(h)).gelu();
        return h.plus(pass.dropout(down.apply(pass.dropout(inner, size.dropout())), size.dropout()));
    }
}
