package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batch norms in company against one process that has all rows. */
class CompanyTest {

    private static final int SIDE = 6;

    /** Two threads that add up what both have. */
    private static final class Pair {
        private final CyclicBarrier barrier = new CyclicBarrier(2);
        private final double[][] given = new double[2][];

        void sum(int who, Tensor values) {
            given[who] = values.to(ElementType.F64).toDoubles();
            meet();
            float[] sum = new float[given[0].length];
            double[] exact = new double[sum.length];
            for (int i = 0; i < sum.length; i++) {
                exact[i] = given[0][i] + given[1][i];
                sum[i] = (float) exact[i];
            }
            Tensor high = Tensor.of(sum, values.shape());
            if (values.type() == ElementType.F64) {
                float[] low = new float[sum.length];
                for (int i = 0; i < low.length; i++) {
                    low[i] = (float) (exact[i] - sum[i]);
                }
                Tensor rest = Tensor.of(low, values.shape());
                values.assign(high.to(ElementType.F64).plus(rest.to(ElementType.F64)));
            } else {
                values.assign(high);
            }
            meet();
        }

        private void meet() {
            try {
                barrier.await(60, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("the other is lost", e);
            }
        }
    }

    private static final class Small extends Layer {
        private final Conv2d first;
        private final BatchNorm2d norm;
        private final Conv2d second;
        private final BatchNorm2d last;

        Small() {
            SplittableRandom random = new SplittableRandom(3);
            first = layer("first", new Conv2d(new Conv2d.Shape(3, 8, 3, Window.of(1, 1)), false, random));
            norm = layer("norm", new BatchNorm2d(8));
            second = layer("second", new Conv2d(new Conv2d.Shape(8, 4, 3, Window.of(2, 1)), false, random));
            last = layer("last", new BatchNorm2d(4));
        }

        Tensor apply(Tensor x, Pass pass) {
            Tensor y = norm.apply(first.apply(x.channelsLast()), pass).relu();
            return last.apply(second.apply(y), pass).tanh();
        }
    }

    /** Gradients of all parameters, then running statistics. */
    private static List<float[]> learnt(float[] pixels, float[] aims, Pass pass) {
        try (Scope scope = Scope.open();
                Small small = new Small()) {
            int rows = pixels.length / (3 * SIDE * SIDE);
            Tensor x = Tensor.of(pixels, rows, 3, SIDE, SIDE);
            Tensor y = small.apply(x, pass);
            y.times(Tensor.of(aims, y.shape())).sum().backward();
            List<float[]> all = new ArrayList<>();
            small.parameters()
                    .values()
                    .forEach(p -> all.add(p.gradient().map(Tensor::toFloats).orElse(new float[(int) p.count()])));
            small.buffers().values().forEach(b -> all.add(b.toFloats()));
            return all;
        }
    }

    private static float[] numbers(int count, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian() + 2;
        }
        return numbers;
    }

    @ParameterizedTest
    @CsvSource({"5,2", "5,0", "0,5", "1,1"})
    void gradientsAddUpToThoseOfAllRowsTogether(int rows, int others) throws Exception {
        int in = 3 * SIDE * SIDE;
        int out = 4 * SIDE * SIDE / 4;
        float[] pixels = numbers((rows + others) * in, 1);
        float[] aims = numbers((rows + others) * out, 2);
        List<float[]> whole = learnt(pixels, aims, Pass.training(1));
        Pair pair = new Pair();
        ExecutorService second = Executors.newSingleThreadExecutor();
        try {
            Future<List<float[]>> rest = second.submit(() -> shared(
                    pair,
                    1,
                    Arrays.copyOfRange(pixels, rows * in, pixels.length),
                    Arrays.copyOfRange(aims, rows * out, aims.length)));
            List<float[]> own = shared(pair, 0, Arrays.copyOf(pixels, rows * in), Arrays.copyOf(aims, rows * out));
            compare(whole, own, rest.get(60, TimeUnit.SECONDS));
        } finally {
            second.shutdownNow();
        }
    }

    private static List<float[]> shared(Pair pair, int who, float[] pixels, float[] aims) {
        try (Company company = new Company(values -> pair.sum(who, values))) {
            List<float[]> learnt = learnt(pixels, aims, Pass.training(1).in(company));
            company.check();
            return learnt;
        }
    }

    private static void compare(List<float[]> whole, List<float[]> own, List<float[]> rest) {
        for (int k = 0; k < whole.size(); k++) {
            boolean gradient = k < 6;
            double distance = 0;
            double size = 0;
            for (int i = 0; i < whole.get(k).length; i++) {
                double together = gradient ? own.get(k)[i] + rest.get(k)[i] : own.get(k)[i];
                distance += Math.pow(whole.get(k)[i] - together, 2);
                size += Math.pow(whole.get(k)[i], 2);
            }
            assertThat(Math.sqrt(distance / size)).as("tensor " + k).isLessThan(1e-5);
            if (!gradient) {
                assertThat(own.get(k)).isEqualTo(rest.get(k));
            }
        }
    }

    @Test
    void whatGoesWrongOnTheWayBackIsToldAfterIt() {
        int[] sums = {0};
        Peers peers = values -> {
            if (++sums[0] > 4) {
                throw new IllegalStateException("lost on the way back");
            }
        };
        try (Company company = new Company(peers)) {
            learnt(
                    numbers(6 * SIDE * SIDE, 1),
                    numbers(2 * SIDE * SIDE, 2),
                    Pass.training(1).in(company));
            assertThat(sums[0]).isEqualTo(5);
            assertThatThrownBy(company::check).hasMessageContaining("lost on the way back");
        }
    }
}
