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

    public Tokens forward(Tokens tokens, Pass pass) {
        Tensor x = tokens.values();
        for (Block block : blocks) {
            x = block.forward(x, tokens.present(), pass);
        }
        return tokens.with(norm.apply(x));
    }
}
