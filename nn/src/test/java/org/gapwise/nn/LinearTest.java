package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearTest {

    /** Rounding of 32 bits, and of 16 on the way in, in the weights and on the way out. */
    private static final double FULL = 1e-5;

    private static final double HALF = 3e-2;

    /** Few weights and many, for the latter are put in another order; rows more and fewer than they are ordered for. */
    @ParameterizedTest
    @CsvSource({"5, 3, true", "130, 300, true", "600, 500, true", "512, 512, false", "1000, 33, true"})
    void settledWeightsGiveTheSame(int in, int out, boolean bias) {
        SplittableRandom random = new SplittableRandom(3);
        try (Scope scope = Scope.open();
                NoGrad guard = NoGrad.on();
                Linear learning = new Linear(in, out, bias, random);
                Linear settled = new Linear(in, out, bias, random)) {
            learning.state().forEach((name, tensor) -> tensor.assign(Init.normal(random, 0.2, tensor.shape())));
            settled.load(learning.state());
            settled.settle();
            for (long[] shape : List.of(new long[] {1, in}, new long[] {7, 3, in}, new long[] {150, in})) {
                Tensor x = Init.normal(random, 1, shape);
                Tensor expected = learning.apply(x);
                assertClose(settled.apply(x), expected, FULL);
                assertClose(settled.rectified(x), expected.relu(), FULL);
                assertClose(Precision.BF16.run(() -> settled.apply(x)), expected, HALF);
                assertClose(Precision.BF16.run(() -> settled.rectified(x)), expected.relu(), HALF);
            }
            assertThat(settled.apply(Tensor.zeros(0, in)).shape()).containsExactly(0, out);
            assertThat(settled.rectified(Tensor.zeros(2, 0, in)).shape()).containsExactly(2, 0, out);
        }
    }

    /** Each precision has weights of its own, whichever is asked for first. */
    @ParameterizedTest
    @CsvSource({"5, 3", "600, 500"})
    void precisionsDoNotMix(int in, int out) {
        SplittableRandom random = new SplittableRandom(4);
        try (Scope scope = Scope.open();
                NoGrad guard = NoGrad.on();
                Linear linear = new Linear(in, out, true, random)) {
            Tensor x = Init.normal(random, 1, 20, in);
            Tensor expected = linear.apply(x);
            linear.settle();
            Tensor half = Precision.BF16.run(() -> linear.apply(x));
            assertClose(half, expected, HALF);
            assertClose(linear.apply(x), expected, FULL);
            assertClose(Precision.BF16.run(() -> linear.apply(x)), half, 0);
        }
    }

    /** Whoever asks for gradients of a settled layer gets them, bit for bit. */
    @Test
    void settledLayersStillHaveGradients() {
        try (Scope scope = Scope.open();
                Linear learning = new Linear(600, 500, true, new SplittableRandom(6));
                Linear settled = new Linear(600, 500, true, new SplittableRandom(6))) {
            settled.settle();
            Tensor x = Init.normal(new SplittableRandom(7), 1, 4, 600);
            assertThat(gradient(settled, x)).isEqualTo(gradient(learning, x));
        }
    }

    private static float[] gradient(Linear linear, Tensor x) {
        linear.rectified(x).plus(linear.apply(x)).square().sum().backward();
        return linear.parameters().get("weight").gradient().orElseThrow().toFloats();
    }

    @Test
    void itMayBeAskedForTheFirstTimeByManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Scope scope = Scope.open();
                Linear linear = new Linear(600, 500, true, new SplittableRandom(8))) {
            linear.settle();
            float[] numbers = Init.normal(new SplittableRandom(9), 1, 5, 600).toFloats();
            List<Future<float[]>> found = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Precision precision = i % 2 == 0 ? Precision.FP32 : Precision.BF16;
                found.add(threads.submit(() -> {
                    try (Scope own = Scope.open();
                            NoGrad guard = NoGrad.on()) {
                        Tensor x = Tensor.of(numbers, 5, 600);
                        return precision.run(() -> linear.apply(x)).toFloats();
                    }
                }));
            }
            for (int i = 2; i < found.size(); i++) {
                assertThat(found.get(i).get()).isEqualTo(found.get(i % 2).get());
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Weights in an order of their own are what the cases above are about. */
    @Test
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
    void theKernelIsThere() {
        assertThat(ProductKernel.computing(ElementType.F32).orElseThrow().ordered(Tensor.ones(512, 512)))
                .isPresent();
        assertThat(ProductKernel.computing(ElementType.I64)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5, 3", "600, 500"})
    void rowsNeedNotLieInOrder(int in, int out) {
        SplittableRandom random = new SplittableRandom(5);
        try (Scope scope = Scope.open();
                NoGrad guard = NoGrad.on();
                Linear linear = new Linear(in, out, true, random)) {
            linear.settle();
            Tensor x = Init.normal(random, 1, in, 9).transpose(0, 1);
            assertClose(linear.apply(x), linear.apply(x.contiguous()), 0);
        }
    }

    private static void assertClose(Tensor found, Tensor expected, double share) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        double most = expected.abs().flatten(0).max(0).item();
        assertThat((double) found.minus(expected).abs().flatten(0).max(0).item())
                .isLessThanOrEqualTo(share * most);
    }
}
