package org.gapwise.model.fusion;

import java.util.SplittableRandom;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** The standard pre-norm block with GELU (Xiong et al., ICML 2020). */
public final class PreNormBlock extends Block {

    public PreNormBlock(BlockSize size, SplittableRandom random) {
        super(size, true, random);
    }

    @Override
    Tensor project(Tensor x) {
        return attention.project(norm1.apply(x));
    }

    @Override
    Tensor forward(Tensor x, Tensor projected, Layout layout, Pass pass) {
        Tensor h = x.plus(pass.dropout(attention.attended(projected, layout), size.dropout()));
        Tensor inner = up.apply(norm2.apply(h)).gelu();
        return h.plus(pass.dropout(down.apply(pass.dropout(inner, size.dropout())), size.dropout()));
    }
}
