package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What convolutions give and how they learn, beside the engine's in 64 bits, which are loops of its own. */
class Conv2dTest {

    /** Channels in and out, edge of a filter, stride, groups, edge of a picture, pictures. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 24 7 2 1 14 2",
                "64 72 1 1 1 7 3",
                "512 512 1 2 1 14 1",
                "256 300 1 1 1 14 1",
                "24 24 3 1 1 5 3",
                "300 256 3 2 1 7 1",
                "128 32 3 1 1 14 3",
                "144 40 3 2 1 5 2",
                "32 64 3 2 1 1 1",
                "32 64 3 2 1 1 3",
                "256 300 3 1 1 1 2",
                "24 24 3 2 24 1 3",
                "24 24 3 2 24 7 3",
                "96 96 3 1 96 14 1",
                "96 96 3 2 96 14 1"
            })
    void itAgreesWith64Bits(String form) {
        int[] f = Arrays.stream(form.split(" ")).mapToInt(Integer::parseInt).toArray();
        Window window = new Window(f[3], f[2] / 2, f[4]);
        SplittableRandom random = new SplittableRandom(7);
        try (Scope scope = Scope.open()) {
            Tensor pictures = Init.normal(random, 1, f[6], f[0], f[5], f[5]);
            Tensor filters = Init.normal(random, 0.2, f[1], f[0] / f[4], f[2], f[2]);
            org.bytedeco.pytorch.Tensor x = tracked(pictures);
            org.bytedeco.pytorch.Tensor w = tracked(filters);
            Tensor expected = new Tensor(torch.conv2d(
                    x,
                    w,
                    new TensorOptional(),
                    new long[] {window.stride(), window.stride()},
                    new long[] {window.padding(), window.padding()},
                    new long[] {1, 1},
                    window.groups()));
            Tensor way = Init.normal(random, 1, expected.shape());
            expected.backward(new Tensor(way.raw().to(torch.ScalarType.Double)));
            for (Precision precision : Precision.values()) {
                double share = precision == Precision.FP32 ? 1e-5 : 2e-2;
                // As they lie while learning.
                Tensor seen = pictures.channelsLast().copy().requiresGrad();
                Tensor weight = filters.channelsLast().copy().requiresGrad();
                Tensor y = precision.run(() -> Functional.conv2d(seen, weight, Optional.empty(), window));
                y.backward(way);
                assertClose(y, expected, share, precision + " forward");
                assertClose(seen.gradient().orElseThrow(), new Tensor(x.grad()), share, precision + " pictures");
                assertClose(weight.gradient().orElseThrow(), new Tensor(w.grad()), share, precision + " filters");
            }
        }
    }

    private static org.bytedeco.pytorch.Tensor tracked(Tensor x) {
        org.bytedeco.pytorch.Tensor wide = x.raw().to(torch.ScalarType.Double);
        wide.requires_grad_(true);
        return wide;
    }

    private static void assertClose(Tensor found, Tensor expected, double share, String what) {
        Tensor exact = expected.detach().toFloat();
        double most = exact.abs().flatten(0).max(0).item();
        assertThat((double) found.detach().minus(exact).abs().flatten(0).max(0).item())
                .as(what)
                .isLessThanOrEqualTo(share * most);
    }
}
