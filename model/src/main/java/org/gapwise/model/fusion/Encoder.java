package org.gapwise.model.fusion;

import java.util.List;
import java.util.Optional;
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

    /**
     * The same for packed tokens many of which are alike.
     *
     * @return {@code [B, T, D]}, zero where nothing is present
     */
    public Tensor forwardPresent(Distinct tokens, PackedLayout layout, Pass pass) {
        Tensor x = tokens.all();
        if (blocks.isEmpty()) {
            return layout.spread(norm.apply(x));
        }
        Tensor projected = tokens.projected(x, blocks.get(0)::project);
        return layout.spread(through(x, projected, layout, layout.pass(pass)));
    }

    /** What attention in the first block needs of each token by itself: {@code [N, D]} to {@code [N, 3D]}, if there is one. */
    public Optional<Tensor> project(Tensor tokens) {
        return blocks.stream().findFirst().map(first -> first.project(tokens));
    }

    private Tensor through(Tensor tokens, Layout layout, Pass pass) {
        return blocks.isEmpty()
                ? norm.apply(tokens)
                : through(tokens, blocks.get(0).project(tokens), layout, pass);
    }

    private Tensor through(Tensor tokens, Tensor projected, Layout layout, Pass pass) {
        Tensor x = blocks.get(0).forward(tokens, projected, layout, pass);
        for (Block block : blocks.subList(1, blocks.size())) {
            x = block.forward(x, block.project(x), layout, pass);
        }
        return norm.apply(x);
    }
}
