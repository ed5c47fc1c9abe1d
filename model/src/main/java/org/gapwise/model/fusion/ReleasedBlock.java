package org.gapwise.model.fusion;

import java.util.SplittableRandom;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * The block of the paper (method 1.2): ReLU on query, key, value and output, no biases in attention, and a second
 * residual that starts from the normalized value. The double mask of the reference equals attention over present keys
 * followed by zeroing the rows of absent tokens.
 */
public final class ReleasedBlock extends Block {

    public ReleasedBlock(BlockSize size, SplittableRandom random) {
        super(size, false, random);
    }

    @Override
    Tensor project(Tensor x) {
        return attention.projectReleased(norm1.apply(x));
    }

    @Override
    Tensor forward(Tensor x, Tensor projected, Layout layout, Pass pass) {
        Tensor h = norm2.apply(x.plus(attention.attendedReleased(projected, layout)));
        return h.plus(pass.dropout(down.apply(pass.dropout(up.rectified(h), size.dropout())), size.dropout()));
    }
}
