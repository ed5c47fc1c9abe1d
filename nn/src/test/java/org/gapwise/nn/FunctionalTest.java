package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionalTest {
    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void maskedAttentionEqualsAttentionOverWhatIsThere() {
        Tensor q = Init.normal(random, 1, 2, 3, 5, 8);
        Tensor k = Init.normal(random, 1, 2, 3, 5, 8);
        Tensor v = Init.normal(random, 1, 2, 3, 5, 8);
        Tensor keep = Tensor.of(new boolean[] {true, true, true, false, false}, 1, 1, 1, 5)
                .expand(2, 1, 1, 5);
        float[] masked = Functional.attention(q, k, v, keep).toFloats();
        float[] packed =
                Functional.attention(q, k.slice(2, 0, 3), v.slice(2, 0, 3)).toFloats();
        assertThat(masked).containsExactly(packed, within(1e-6f));
    }

    @Test
    void attentionToNothingIsZeroAndItsGradientsAreFinite() {
        for (int tokens : new int[] {3, 64, 700}) {
            Tensor q = Init.normal(random, 1, 2, 2, tokens, 8).requiresGrad();
            Tensor k = Init.normal(random, 1, 2, 2, tokens, 8).requiresGrad();
            Tensor v = Init.normal(random, 1, 2, 2, tokens, 8).requiresGrad();
            boolean[] bits = new boolean[2 * tokens];
            bits[0] = true;
            Tensor out = Functional.attention(q, k, v, Tensor.of(bits, 2, 1, 1, tokens));
            assertThat(out.select(0, 1).abs().sum().item()).isZero();
            out.square().sum().backward();
            for (Tensor input : List.of(q, k, v)) {
                Tensor gradient = input.gradient().orElseThrow();
                assertThat(gradient.isFinite()).isTrue();
                assertThat(gradient.select(0, 1).abs().sum().item()).isZero();
            }
        }
    }

    @Test
    void attentionInHalfIsNearAttentionInFull() {
        for (int tokens : new int[] {1, 7, 64, 383}) {
            Tensor qkv = Init.normal(random, 1, 3, 2, 2, tokens, 16).requiresGrad();
            Tensor same = qkv.copy().requiresGrad();
            boolean[] bits = new boolean[2 * tokens];
            for (int i = 0; i < tokens; i++) {
                bits[i] = i == 0 || random.nextInt(3) > 0;
            }
            Optional<Tensor> some = Optional.of(Tensor.of(bits, 2, 1, 1, tokens));
            for (Optional<Tensor> keep : List.of(Optional.<Tensor>empty(), some)) {
                Tensor full = full(qkv, keep);
                Tensor half = half(same, keep);
                assertThat(half.minus(full).abs().reshape(-1).max(0).item()).isLessThan(0.03f);
                full.square().sum().backward();
                half.square().sum().backward();
                Tensor gradient = qkv.gradient().orElseThrow();
                Tensor near = same.gradient().orElseThrow();
                assertThat(near.minus(gradient).norm().item())
                        .isLessThan(0.03f * gradient.norm().item());
            }
            assertThat(half(same, some).select(0, 1).abs().sum().item()).isZero();
        }
    }

    @Test
    void whatMayNotBeLookedAtChangesNoBitInHalf() {
        Tensor qkv = Init.normal(random, 1, 3, 1, 2, 9, 16);
        Tensor keep = Tensor.of(new boolean[] {true, true, true, true, true, false, false, false, true}, 1, 1, 1, 9);
        Tensor rubbish = qkv.where(keep.reshape(1, 1, 1, 9, 1), Tensor.full(1e9, 1));
        assertThat(half(rubbish, Optional.of(keep)).slice(2, 0, 5).toFloats())
                .isEqualTo(half(qkv, Optional.of(keep)).slice(2, 0, 5).toFloats());
    }

    /** What pairs of tokens take goes when nobody needs it for a way back. */
    @Test
    void attentionInHalfKeepsItsResultAlone() {
        Tensor qkv = Init.normal(random, 1, 3, 2, 4, 200, 16);
        long once = peak(qkv, 1);
        assertThat(peak(qkv, 8)).isLessThan(2 * once);
    }

    private static long peak(Tensor qkv, int times) {
        try (Scope scope = Scope.open();
                NoGrad none = NoGrad.on();
                Tally tally = Tally.open()) {
            for (int i = 0; i < times; i++) {
                half(qkv, Optional.empty());
            }
            return tally.peak();
        }
    }

    private static Tensor full(Tensor qkv, Optional<Tensor> keep) {
        Tensor q = qkv.select(0, 0);
        Tensor k = qkv.select(0, 1);
        Tensor v = qkv.select(0, 2);
        return keep.map(some -> Functional.attention(q, k, v, some)).orElseGet(() -> Functional.attention(q, k, v));
    }

    private static Tensor half(Tensor qkv, Optional<Tensor> keep) {
        return HalfAttention.of(qkv.select(0, 0), qkv.select(0, 1), qkv.select(0, 2), keep)
                .toFloat();
    }

    @Test
    void crossEntropyIsRightAndDoesNotOverflow() {
        Tensor loss =
                Functional.bceWithLogits(Tensor.of(new float[] {0, 100, -100}, 3), Tensor.of(new float[] {1, 0, 1}, 3));
        assertThat(loss.toFloats()).containsExactly(new float[] {(float) Math.log(2), 100, 100}, within(1e-5f));
    }

    /** Over few places a convolution that learns is computed as a product. */
    @Test
    void aConvolutionOfFewPlacesIsTheSameWhenItLearns() {
        for (int[] form : new int[][] {{2, 1, 1}, {4, 2, 1}, {3, 2, 1}, {1, 1, 1}, {4, 1, 0}}) {
            Window window = Window.of(form[1], form[2]);
            try (Scope scope = Scope.open();
                    Conv2d convolution = new Conv2d(new Conv2d.Shape(128, 24, 3, window), true, random)) {
                Tensor x = Init.normal(random, 1, 5, 128, form[0], form[0])
                        .channelsLast()
                        .copy()
                        .requiresGrad();
                assertThat(GatheredConvolution.suits(x, convolution.weight(), window))
                        .isEqualTo(true);
                Tensor pull = Init.normal(random, 1, convolution.apply(x).shape());
                convolution.apply(x).times(pull).sum().backward();
                Tensor known = x.detach().copy().requiresGrad();
                Tensor weight = convolution.weight().copy().requiresGrad();
                org.bytedeco.pytorch.Tensor engine = torch.conv2d(
                        known.raw(),
                        weight.raw(),
                        new TensorOptional(convolution.bias().orElseThrow().raw()),
                        new long[] {form[1], form[1]},
                        new long[] {form[2], form[2]},
                        new long[] {1, 1},
                        1);
                new Tensor(engine).times(pull).sum().backward();
                assertThat(convolution.apply(x).toFloats())
                        .containsExactly(new Tensor(engine).toFloats(), within(1e-4f));
                assertClose(x, known);
                assertClose(convolution.weight(), weight);
                // As its weights lie, so that the optimizer need not copy it.
                assertThat(convolution.weight().gradient().orElseThrow().raw().stride(1))
                        .isEqualTo(1);
            }
        }
    }

    private static void assertClose(Tensor one, Tensor other) {
        assertThat(one.gradient().orElseThrow().toFloats())
                .containsExactly(other.gradient().orElseThrow().toFloats(), within(1e-4f));
    }

    /** Weights lie as pictures do, and so do their gradients; in a file they lie by name and shape. */
    @Test
    void aConvolutionIsTheSameHoweverItsWeightsLie(@TempDir Path folder) {
        Conv2d convolution = new Conv2d(new Conv2d.Shape(3, 4, 3, Window.of(1, 1)), false, new SplittableRandom(2));
        Tensor weight = Objects.requireNonNull(convolution.parameters().get("weight"));
        Tensor plain = weight.contiguous().detach().requiresGrad();
        Tensor images = Init.normal(new SplittableRandom(3), 1, 2, 3, 6, 6);
        convolution.apply(images.channelsLast()).square().sum().backward();
        Functional.conv2d(images, plain, Optional.empty(), Window.of(1, 1))
                .square()
                .sum()
                .backward();
        Tensor gradient = weight.gradient().orElseThrow();
        assertThat(gradient.toFloats())
                .usingComparatorWithPrecision(1e-3f)
                .containsExactly(plain.gradient().orElseThrow().toFloats());
        assertThat(gradient.raw().stride(1)).isEqualTo(weight.raw().stride(1)).isEqualTo(1);
        Safetensors.write(folder.resolve("w"), convolution.state(), Map.of());
        try (Safetensors file = Safetensors.open(folder.resolve("w"))) {
            assertThat(file.tensor("weight").toFloats()).isEqualTo(plain.toFloats());
        }
    }

    @Test
    void convolutionPadsAndStrides() {
        Tensor image = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 3, 3);
        Tensor ones = Tensor.ones(1, 1, 3, 3);
        assertThat(Functional.conv2d(image, ones, Optional.of(Tensor.ones(1)), Window.of(2, 1))
                        .toFloats())
                .containsExactly(13, 17, 25, 29);
        Tensor padded = Functional.pad(image, new Margin(0, 1, 0, 2), 0);
        assertThat(padded).hasToString("Tensor[1, 1, 5, 4]");
        assertThat(Functional.maxPool2d(image, 2, Window.of(1, 0)).toFloats()).containsExactly(5, 6, 8, 9);
        assertThat(Functional.avgPool2d(image, 3, Window.of(1, 0)).toFloats()).containsExactly(5);
        assertThat(Functional.adaptiveAvgPool1x1(image).toFloats()).containsExactly(5);
        assertThat(Functional.resize(image, 6, 6)).hasToString("Tensor[1, 1, 6, 6]");
    }

    @Test
    void anAffineMapFlips() {
        Tensor images = Tensor.of(new float[] {1, 2, 3, 4, 1, 2, 3, 4}, 2, 1, 2, 2);
        float[] identityThenFlip = {1, 0, 0, 0, 1, 0, -1, 0, 0, 0, 1, 0};
        assertThat(Functional.affine(images, identityThenFlip).toFloats())
                .containsExactly(new float[] {1, 2, 3, 4, 2, 1, 4, 3}, within(1e-5f));
    }

    @Test
    void clippingScalesTheCommonNorm() {
        Tensor a = Tensor.ones(2).requiresGrad();
        Tensor b = Tensor.ones(2).requiresGrad();
        Tensor untouched = Tensor.ones(2).requiresGrad();
        a.times(3).sum().plus(b.times(4).sum()).backward();
        assertThat(Functional.clipNorm(List.of(a, b, untouched), 1)).isCloseTo(Math.sqrt(50), within(1e-5));
        assertThat(a.gradient().orElseThrow().toFloats()[0]).isCloseTo((float) (3 / Math.sqrt(50)), within(1e-5f));
    }

    @Test
    void embeddingPicksRows() {
        Tensor table = Init.normal(random, 1, 3, 2);
        float[] rows = table.toFloats();
        assertThat(Functional.embedding(table, Tensor.of(new long[] {2, 0}, 2)).toFloats())
                .containsExactly(rows[4], rows[5], rows[0], rows[1]);
    }

    @Test
    void aProductIsTheSameHoweverManyDimensionsStandBeforeIt() {
        Tensor x = Init.normal(random, 1, 3, 5, 7, 16);
        Tensor weight = Init.normal(random, 1, 9, 16);
        Tensor bias = Init.normal(random, 1, 9);
        float[] flat = Functional.linear(x.reshape(105, 16), weight, bias).toFloats();
        assertThat(Functional.linear(x, weight, bias).toFloats()).containsExactly(flat);
        assertThat(Functional.linear(x, weight, bias).shape()).containsExactly(3, 5, 7, 9);
        assertThat(Functional.linear(x.select(0, 0).select(0, 0).select(0, 0), weight)
                        .shape())
                .containsExactly(9);
        try (NoGrad none = NoGrad.on()) {
            assertThat(Functional.linear(x, weight, bias).toFloats()).containsExactly(flat);
        }
    }

    @Test
    void attentionIsTheSameWithAnyNumberOfThreadsForProducts() {
        float[][] gradients = new float[2][];
        for (int threads = 1; threads <= 2; threads++) {
            Products.threads(threads);
            try {
                SplittableRandom same = new SplittableRandom(9);
                Tensor qkv = Init.normal(same, 1, 3, 4, 70, 16).requiresGrad();
                Tensor out = Functional.attention(qkv.slice(0, 0, 1), qkv.slice(0, 1, 2), qkv.slice(0, 2, 3));
                out.square().sum().backward();
                gradients[threads - 1] = qkv.gradient().orElseThrow().toFloats();
            } finally {
                Products.threads(1);
            }
        }
        assertThat(gradients[1]).containsExactly(gradients[0]);
    }

    @Test
    void rectifiedAndIncreasedWriteWhereTheyAreAndKeepTheGradient() {
        Tensor x = Tensor.of(new float[] {-1, 2, -3, 4}, 4).requiresGrad();
        Tensor y = x.times(2);
        assertThat(y.increased(Tensor.ones(4)).rectified().toFloats()).containsExactly(0, 5, 0, 9);
        assertThat(y.toFloats()).containsExactly(0, 5, 0, 9);
        y.sum().backward();
        assertThat(x.gradient().orElseThrow().toFloats()).containsExactly(0, 2, 0, 2);
        try (Scope scope = Scope.open()) {
            Tensor kept = Scope.tidy(() -> Tensor.of(new float[] {-1, 1}, 2).rectified());
            assertThat(kept.toFloats()).containsExactly(0, 1);
        }
    }
}
