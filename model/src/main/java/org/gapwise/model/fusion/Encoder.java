package org.gapwise.model.fusion;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Layer;
import org.gapwise.nn.LayerNorm;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** A stack of blocks and a last normalization. It serves the table's features and the fusion of modalities alike. */
public final class Encoder extends Layer {

    private final List<Block> blocks;
    private final LayerNorm norm;

    public Encoder(BlockStyle style, BlockSize size, int depth, SplittableRandom random) {
        blocks = layers(
                "blocks",
                IntStream.range(0, depth)
                        .mapToObj(i -> style.make(size, random))
                        .toList());
        norm = layer("norm", new LayerNorm(size.width()));
    }

    /** Every token is computed; all look at present ones alone. */
    public Tokens forward(Tokens tokens, Pass pass) {
        return tokens.with(through(tokens.values(), new MaskedLayout(tokens.present()), pass));
    }

    /** The same for readers of present tokens: the others are not computed, and what stands in their place is nothing. */
    public Tokens forwardPresent(Tokens tokens, Pass pass) {
        PackedLayout layout = PackedLayout.of(tokens.present());
        if (blocks.isEmpty() || layout.isEmpty()) {
            return forward(tokens, pass);
        }
        return tokens.with(layout.spread(through(layout.gather(tokens.values()), layout, layout.pass(pass))));
    }

    private Tensor through(Tensor tokens, Layout layout, Pass pass) {
        Tensor x = tokens;
        for (Block block : blocks) {
            x = block.forward(x, layout, pass);
        }
        return norm.apply(x);
    }
}
