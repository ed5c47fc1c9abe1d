package org.gapwise.model.fusion;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.model.token.PresentTokens;
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
        return Tokens.of(through(tokens.values(), new MaskedLayout(tokens.present()), pass), tokens.present());
    }

    /** The same for readers of present tokens: the others are not computed. */
    public PresentTokens forwardPresent(PresentTokens tokens, Pass pass) {
        return forwardPresent(tokens, Optional.empty(), pass);
    }

    /** @param known {@code [K, 3D]}, what {@link #project} makes of the tokens' vectors, where that is known already */
    public PresentTokens forwardPresent(PresentTokens tokens, Optional<Tensor> known, Pass pass) {
        if (tokens.isEmpty()) {
            return tokens;
        }
        if (blocks.isEmpty()) {
            return tokens.each(norm::apply);
        }
        PackedLayout layout = PackedLayout.of(tokens);
        Tensor x = layout.gather(tokens);
        // Those that are alike are projected once. To copy rows costs, too: a half has to be saved.
        boolean alike = known.isPresent() || 2 * tokens.vectors().size(0) <= layout.size();
        Block first = blocks.get(0);
        Tensor projected = alike
                ? layout.gather(tokens.each(vectors -> known.orElseGet(() -> first.project(vectors))))
                : first.project(x);
        return layout.tokens(through(x, projected, layout, layout.pass(pass)));
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
