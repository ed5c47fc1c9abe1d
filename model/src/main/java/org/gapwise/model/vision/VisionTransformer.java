package org.gapwise.model.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.nn.Conv2d;
import org.gapwise.nn.Functional;
import org.gapwise.nn.Init;
import org.gapwise.nn.Layer;
import org.gapwise.nn.LayerNorm;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.gapwise.nn.Window;

/** Vision transformers over patches of 16 x 16 pixels (Dosovitskiy et al. 2021), under the names of timm. */
final class VisionTransformer extends VisionEncoder {
    private static final int PATCH = 16;
    private static final int DEPTH = 12;
    private static final int SIDE = 14;
    private static final int HEAD_WIDTH = 64;
    private static final double EPSILON = 1e-6;
    private static final double DEVIATION = 0.02;
    private static final String POSITIONS = "pos_embed";

    private final int width;
    private final Tensor summary;
    private final Tensor positions;
    private final Patches patches;
    private final List<Block> blocks = new ArrayList<>();
    private final LayerNorm norm;

    /** Starts with positions for pictures of 224 pixels. */
    VisionTransformer(int width, SplittableRandom random) {
        this.width = width;
        summary = parameter("cls_token", Init.normal(random, 1e-6, 1, 1, width));
        positions = parameter(POSITIONS, Init.truncatedNormal(random, DEVIATION, 1, 1 + SIDE * SIDE, width));
        patches = layer("patch_embed", new Patches(width, random));
        for (int i = 0; i < DEPTH; i++) {
            blocks.add(new Block(width, random));
        }
        layers("blocks", blocks);
        norm = layer("norm", new LayerNorm(width, EPSILON));
    }

    @Override
    public int channels() {
        return width;
    }

    @Override
    public int gridSide(int imageSize) {
        return imageSize / PATCH;
    }

    /** All tokens after the last norm, {@code [N, 1 + G * G, C]}; the first is the summary. */
    Tensor tokens(Tensor images, Pass pass) {
        int side = gridSide((int) images.size(3));
        Tensor x = Scope.tidy(() -> {
            Tensor seen = patches.apply(images);
            Tensor first = summary.expand(images.size(0), 1, width);
            return Tensor.concat(List.of(first, seen), 1).plus(resized(positions, side));
        });
        for (Block block : blocks) {
            x = block.apply(x, pass);
        }
        return norm.apply(x);
    }

    @Override
    public Tensor grid(Tensor images, Pass pass) {
        Tensor tokens = tokens(images, pass);
        int side = gridSide((int) images.size(3));
        return tokens.slice(1, 1, tokens.size(1)).transpose(1, 2).reshape(tokens.size(0), width, side, side);
    }

    /** The summary token, {@code [N, C]}. */
    @Override
    public Tensor pooled(Tensor images, Pass pass) {
        return tokens(images, pass).select(1, 0);
    }

    @Override
    Tensor fitted(String name, Tensor stored) {
        return name.equals(POSITIONS) ? resized(stored, SIDE) : stored;
    }

    /** Positions learnt on one grid, between them on another. */
    private static Tensor resized(Tensor positions, int side) {
        long width = positions.size(2);
        int own = (int) Math.round(Math.sqrt((double) positions.size(1) - 1));
        if (own == side) {
            return positions;
        }
        Tensor grid = positions
                .slice(1, 1, positions.size(1))
                .reshape(1, own, own, width)
                .permute(0, 3, 1, 2);
        Tensor fitted =
                Functional.resizeSmoothly(grid, side, side).permute(0, 2, 3, 1).reshape(1, (long) side * side, width);
        return Tensor.concat(List.of(positions.slice(1, 0, 1), fitted), 1);
    }

    private static final class Patches extends Layer {
        private final Conv2d proj;

        Patches(int width, SplittableRandom random) {
            proj = layer("proj", new Conv2d(new Conv2d.Shape(3, width, PATCH, Window.of(PATCH, 0)), true, random));
        }

        Tensor apply(Tensor images) {
            return proj.apply(images).flatten(2).transpose(1, 2);
        }
    }

    private static final class Block extends Layer {
        private final LayerNorm norm1;
        private final Attention attention;
        private final LayerNorm norm2;
        private final Mlp mlp;

        Block(int width, SplittableRandom random) {
            norm1 = layer("norm1", new LayerNorm(width, EPSILON));
            attention = layer("attn", new Attention(width, random));
            norm2 = layer("norm2", new LayerNorm(width, EPSILON));
            mlp = layer("mlp", new Mlp(width, random));
        }

        Tensor apply(Tensor x, Pass pass) {
            return Scope.tidy(() -> {
                Tensor y = x.plus(attention.apply(norm1.apply(x), pass));
                return y.plus(mlp.apply(norm2.apply(y)));
            });
        }
    }

    private static final class Attention extends Layer {
        private final Linear qkv;
        private final Linear proj;
        private final int heads;

        Attention(int width, SplittableRandom random) {
            heads = width / HEAD_WIDTH;
            qkv = layer("qkv", linear(width, 3 * width, random));
            proj = layer("proj", linear(width, width, random));
        }

        Tensor apply(Tensor x, Pass pass) {
            long count = x.size(0);
            long tokens = x.size(1);
            Tensor p =
                    qkv.apply(x).reshape(count, tokens, 3, heads, HEAD_WIDTH).permute(2, 0, 3, 1, 4); // [3, N, H, T, d]
            Tensor q = p.select(0, 0);
            Tensor k = p.select(0, 1);
            if (pass.isRecording()) {
                pass.note(
                        "vision.attention",
                        q.matmul(k.transpose(2, 3)).over(Math.sqrt(HEAD_WIDTH)).softmax(3));
            }
            Tensor seen = Functional.attention(q, k, p.select(0, 2));
            return proj.apply(seen.transpose(1, 2).reshape(count, tokens, x.size(2)));
        }
    }

    private static final class Mlp extends Layer {
        private final Linear fc1;
        private final Linear fc2;

        Mlp(int width, SplittableRandom random) {
            fc1 = layer("fc1", linear(width, 4 * width, random));
            fc2 = layer("fc2", linear(4 * width, width, random));
        }

        Tensor apply(Tensor x) {
            return fc2.apply(fc1.apply(x).gelu());
        }
    }

    private static Linear linear(int in, int out, SplittableRandom random) {
        return new Linear(Init.truncatedNormal(random, DEVIATION, out, in), true);
    }
}
