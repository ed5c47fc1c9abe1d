package org.gapwise.model.fusion;

import java.util.SplittableRandom;
import org.gapwise.nn.Layer;
import org.gapwise.nn.LayerNorm;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** One round of masked self-attention and feed-forward: the layers that every kind has, and what each makes of them. */
public abstract class Block extends Layer {

    final LayerNorm norm1;
    final LayerNorm norm2;
    final SelfAttention attention;
    final Linear up;
    final Linear down;
    final BlockSize size;

    /** @param bias whether the layers of attention have offsets */
    Block(BlockSize size, boolean bias, SplittableRandom random) {
        this.size = size;
        norm1 = layer("norm1", new LayerNorm(size.width()));
        attention = layer("attention", new SelfAttention(size, bias, random));
        norm2 = layer("norm2", new LayerNorm(size.width()));
        up = layer("feed_forward.up", new Linear(size.width(), size.feedForward(), true, random));
        down = layer("feed_forward.down", new Linear(size.feedForward(), size.width(), true, random));
    }

    /** What attention needs of each token by itself: {@code [..., D]} to {@code [..., 3D]}. */
    abstract Tensor project(Tensor x);

    /**
     * @param x tokens {@code [..., D]} in the given layout
     * @param projected what {@link #project} makes of them, {@code [..., 3D]}
     * @return {@code [..., D]}; rows of present tokens depend on present tokens alone
     */
    abstract Tensor forward(Tensor x, Tensor projected, Layout layout, Pass pass);
}
