package org.gapwise.nn;

import java.util.SplittableRandom;

/** Two attention blocks over twelve tokens, with absent tokens and dropout: all that a training step may use. */
final class SmallTransformer extends Layer {
    private static final int TOKENS = 12;
    private final int width;
    private final int heads;
    private final Block first;
    private final Block second;
    private final Linear head;

    SmallTransformer(int width, int heads, SplittableRandom random) {
        this.width = width;
        this.heads = heads;
        first = layer("first", new Block(random));
        second = layer("second", new Block(random));
        head = layer("head", new Linear(width, 1, true, random));
    }

    /** One step on random data; gives the loss. */
    float step(AdamW adam, long seed, int batch) {
        try (Scope scope = Scope.open()) {
            SplittableRandom random = new SplittableRandom(seed);
            Tensor x = Init.normal(random, 1, batch, TOKENS, width);
            boolean[] bits = new boolean[batch * TOKENS];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = random.nextInt(3) > 0;
            }
            Tensor keep = Tensor.of(bits, batch, 1, 1, TOKENS);
            Pass pass = Pass.training(seed);
            Tensor tokens = second.apply(first.apply(x, keep, pass), keep, pass);
            Tensor logits = head.apply(tokens.mean(false, 1));
            Tensor loss = Functional.bceWithLogits(
                            logits, x.mean(false, 1, 2).gt(0).toFloat().unsqueeze(1))
                    .mean();
            adam.zeroGradients();
            loss.backward();
            adam.clipNorm(1);
            adam.step();
            return loss.item();
        }
    }

    private final class Block extends Layer {
        private final LayerNorm norm = layer("norm", new LayerNorm(width));
        private final Linear mix;
        private final Linear up;
        private final Linear down;

        Block(SplittableRandom random) {
            mix = layer("mix", new Linear(width, 3 * width, true, random));
            up = layer("up", new Linear(width, 2 * width, true, random));
            down = layer("down", new Linear(2 * width, width, true, random));
        }

        Tensor apply(Tensor x, Tensor keep, Pass pass) {
            return Scope.tidy(() -> {
                long batch = x.size(0);
                Tensor p = mix.apply(norm.apply(x))
                        .reshape(batch, TOKENS, 3, heads, width / heads)
                        .permute(2, 0, 3, 1, 4);
                Tensor seen = Functional.attention(p.select(0, 0), p.select(0, 1), p.select(0, 2), keep)
                        .transpose(1, 2)
                        .reshape(batch, TOKENS, width);
                Tensor h = x.plus(pass.dropout(seen, 0.1));
                return h.plus(pass.dropPath(down.apply(up.apply(h).gelu()), 0.1));
            });
        }
    }
}
