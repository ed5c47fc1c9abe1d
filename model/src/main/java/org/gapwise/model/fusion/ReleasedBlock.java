package org.gapwise.model.fusion;

import java.util.SplittableRandom;
import org.gapwise.nn.LayerNorm;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * The block of the paper (method 1.2): ReLU on query, key, value and output, no biases in attention, and a second
 * residual that starts from the normalized value. The double mask of the reference equals attention over present keys
 * followed by zeroing the rows of absent tokens.
 */
public final class ReleasedBlock extends Block {

    private final LayerNorm norm1;
    private final LayerNorm norm2;
    private final Linear qkv;
    private final Linear output;
    private final Linear up;
    private final Linear down;
    private final BlockSize size;

    public ReleasedBlock(BlockSize size, SplittableRandom random) {
        this.size = size;
        norm1 = layer("norm1", new LayerNorm(size.width()));
        qkv = layer("attention.qkv", new Linear(size.width(), 3 * size.width(), false, random));
        output = layer("attention.output", new Linear(size.width(), size.width(), false, random));
        norm2 = layer("norm2", new LayerNorm(size.width()));
        up = layer("feed_forward.up", new Linear(size.width(), size.feedForward(), true, random));
        down = layer("feed_forward.down", new Linear(size.feedForward(), size.width(), true, random));
    }

    @Override
    public Tensor forward(Tensor x, Tensor present, Pass pass) {
        Heads heads = Heads.of(qkv.apply(norm1.apply(x)).relu(), size.heads());
        Tensor attended = heads.attend(present).times(present.toFloat().unsqueeze(2));
        Tensor h = norm2.apply(x.plus(output.apply(attended).relu()));
        return h.plus(pass.dropout(down.apply(pass.dropout(up.apply(h).relu(), size.dropout())), size.dropout()));
    }
}
