package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedConv2dTest {

    /** Rounding of 32 bits, and of 16 on the way in, in the weights and on the way out. */
    private static final double FULL = 1e-5;

    private static final double HALF = 3e-2;

    /** Channels in and out, edge of a filter, stride, padding, groups, edge of a picture. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 32 7 2 3 1 33",
                "32 32 3 1 1 1 16",
                "16 32 3 2 1 1 9",
                "16 64 1 1 0 1 8",
                "16 64 1 2 0 1 8",
                "256 300 1 1 0 1 5",
                "300 256 1 2 0 1 5",
                "64 64 3 2 1 1 2",
                "64 64 3 1 1 1 1",
                "24 24 3 1 1 24 7",
                "24 24 3 1 1 1 7",
                "24 32 3 2 1 1 14",
                "64 72 3 1 1 1 5",
                "3 24 7 2 3 1 14",
                "300 256 3 1 1 1 7"
            })
    void itGivesWhatConvolutionAndNormalizationGive(String form) {
        int[] f = Arrays.stream(form.split(" ")).mapToInt(Integer::parseInt).toArray();
        int out = f[1];
        int size = f[6];
        SplittableRandom random = new SplittableRandom(4);
        Conv2d.Shape shape = new Conv2d.Shape(f[0], out, f[2], new Window(f[3], f[4], f[5]));
        try (Scope scope = Scope.open();
                NoGrad guard = NoGrad.on();
                Conv2d convolution = new Conv2d(shape, f[5] > 1, random);
                BatchNorm2d norm = norm(out, random);
                FoldedConv2d folded = new FoldedConv2d(convolution, norm)) {
            convolution.bias().ifPresent(bias -> bias.assign(Init.normal(random, 1, out)));
            // Two and three pictures: weights are put in order for those that come first.
            for (int pictures : new int[] {2, 3}) {
                Tensor x = Init.normal(random, 1, pictures, f[0], size, size).channelsLast();
                Tensor apart = norm.apply(convolution.apply(x), Pass.inference());
                Tensor other = Init.normal(random, 1, apart.shape()).channelsLast();
                Tensor sum = apart.plus(other).relu();
                assertClose(folded.apply(x), apart, FULL);
                assertClose(folded.rectified(x), apart.relu(), FULL);
                assertClose(folded.rectified(x, other), sum, FULL);
                assertClose(Precision.BF16.run(() -> folded.apply(x)), apart, HALF);
                assertClose(Precision.BF16.run(() -> folded.rectified(x)), apart.relu(), HALF);
                assertClose(Precision.BF16.run(() -> folded.rectified(x, other)), sum, HALF);
            }
            assertThat(folded.state()).isEmpty();
        }
    }

    /** Weights are put in order for the pictures that come first, and serve any. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 64 7 2",
                "64 64 3 1",
                "96 160 3 2",
                "48 48 3 1",
                "128 32 3 1",
                "256 304 3 1",
                "24 72 3 1",
                "40 100 3 2"
            })
    void picturesOfAnySizeAndNumberMayCome(String form) {
        int[] f = Arrays.stream(form.split(" ")).mapToInt(Integer::parseInt).toArray();
        SplittableRandom random = new SplittableRandom(6);
        Conv2d.Shape shape = new Conv2d.Shape(f[0], f[1], f[2], new Window(f[3], f[2] / 2, 1));
        try (Scope scope = Scope.open();
                NoGrad guard = NoGrad.on();
                Conv2d convolution = new Conv2d(shape, false, random);
                BatchNorm2d norm = norm(f[1], random);
                FoldedConv2d folded = new FoldedConv2d(convolution, norm)) {
            for (int size : new int[] {7, 2, 14, 5, 28}) {
                for (int pictures : new int[] {1, 16, 3}) {
                    Tensor x =
                            Init.normal(random, 1, pictures, f[0], size, size).channelsLast();
                    Tensor apart = norm.apply(convolution.apply(x), Pass.inference());
                    assertClose(folded.apply(x), apart, FULL);
                    assertClose(folded.rectified(x, apart), apart.times(2).relu(), FULL);
                    assertClose(Precision.BF16.run(() -> folded.apply(x)), apart, HALF);
                    assertClose(
                            Precision.BF16.run(() -> folded.rectified(x, apart)),
                            apart.times(2).relu(),
                            HALF);
                }
            }
        }
    }

    /** As a product and as a convolution. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void precisionsDoNotMix(int edge) {
        SplittableRandom random = new SplittableRandom(5);
        Conv2d.Shape shape = new Conv2d.Shape(256, 300, edge, new Window(1, edge / 2, 1));
        try (Scope scope = Scope.open();
                NoGrad guard = NoGrad.on();
                Conv2d convolution = new Conv2d(shape, false, random);
                BatchNorm2d norm = norm(300, random);
                FoldedConv2d folded = new FoldedConv2d(convolution, norm)) {
            Tensor x = Init.normal(random, 1, 2, 256, 5, 5).channelsLast();
            Tensor apart = norm.apply(convolution.apply(x), Pass.inference());
            Tensor half = Precision.BF16.run(() -> folded.apply(x));
            assertClose(half, apart, HALF);
            assertClose(folded.apply(x), apart, FULL);
            assertThat(Precision.BF16.run(() -> folded.apply(x)).toFloats()).isEqualTo(half.toFloats());
            assertThat(folded.rectified(Tensor.zeros(0, 256, 5, 5)).shape()).containsExactly(0, 300, 5, 5);
        }
    }

    private static BatchNorm2d norm(int channels, SplittableRandom random) {
        BatchNorm2d norm = new BatchNorm2d(channels);
        norm.state().forEach((name, tensor) -> {
            Tensor drawn = Init.normal(random, 0.5, channels);
            tensor.assign(name.equals("running_var") ? drawn.square().plus(0.1) : drawn.plus(1));
        });
        return norm;
    }

    private static void assertClose(Tensor found, Tensor expected, double share) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        double most = expected.abs().flatten(0).max(0).item();
        assertThat((double) found.minus(expected).abs().flatten(0).max(0).item())
                .isLessThan(share * most);
    }
}
