package org.gapwise.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Whether the operations that networks are made of give, on this processor, what their formulas give in 64 bits, for which the
 * engine has loops of its own: results and gradients, in both precisions, in forms that its kernels treat apart.
 */
public final class SelfTest {

    /** Channels in and out, edge of a filter, stride, groups, edge of a picture, pictures. */
    private static final int[][] CONVOLUTIONS = {
        {3, 24, 7, 2, 1, 14, 2},
        {64, 72, 1, 1, 1, 7, 3},
        {512, 512, 1, 2, 1, 14, 1},
        {256, 300, 1, 1, 1, 14, 1},
        {24, 24, 3, 1, 1, 5, 3},
        {300, 256, 3, 2, 1, 7, 1},
        {128, 32, 3, 1, 1, 14, 3},
        {144, 40, 3, 2, 1, 5, 2},
        {32, 64, 3, 2, 1, 1, 1},
        {256, 300, 3, 1, 1, 1, 2},
        {24, 24, 3, 2, 24, 1, 3},
        {24, 24, 3, 2, 24, 7, 3},
        {96, 96, 3, 1, 96, 14, 1},
        {96, 96, 3, 2, 96, 14, 1},
    };
    /** Numbers in and out, rows. */
    private static final int[][] PRODUCTS = {{130, 300, 17}, {1000, 33, 5}, {24, 96, 100}, {33, 1, 2}, {512, 1000, 383}
    };
    /** Cases, heads, tokens, numbers of a head. */
    private static final int[][] ATTENTION = {{1, 2, 5, 6}, {3, 8, 24, 12}, {2, 2, 100, 64}, {1, 4, 383, 64}};

    /** Of the largest number; what rounding leaves is a tenth of it. */
    private static final double FULL = 1e-4;

    private static final double HALF = 6e-2;

    private static final long SEED = 7;

    private SelfTest() {}

    /** One line for each result or gradient that is wrong; takes about a second. */
    public static List<String> faults() {
        Native.start();
        List<String> faults = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            for (int[] f : CONVOLUTIONS) {
                Window window = new Window(f[3], f[2] / 2, f[4]);
                faults.addAll(faults(
                        "a convolution of " + f[0] + " to " + f[1] + " channels, filters of " + f[2]
                                + " pixels, steps of " + f[3] + ", groups " + f[4] + ", pictures of " + f[5],
                        precision,
                        new long[][] {{f[6], f[0], f[5], f[5]}, {f[1], f[0] / f[4], f[2], f[2]}},
                        in -> Functional.conv2d(
                                in.get(0).channelsLast(), in.get(1).channelsLast(), Optional.empty(), window),
                        in -> convolution(in.get(0), in.get(1), window)));
            }
            for (int[] f : PRODUCTS) {
                faults.addAll(faults(
                        "a product of " + f[0] + " to " + f[1] + " numbers, rows " + f[2],
                        precision,
                        new long[][] {{f[2], f[0]}, {f[1], f[0]}},
                        in -> Functional.linear(in.get(0), in.get(1)),
                        in -> product(in.get(0), in.get(1).transpose(0, 1))));
            }
            for (int[] f : ATTENTION) {
                long[] shape = {f[0], f[1], f[2], f[3]};
                faults.addAll(faults(
                        "attention among " + f[2] + " tokens, heads of " + f[3],
                        precision,
                        new long[][] {shape, shape, shape},
                        in -> Functional.attention(in.get(0), in.get(1), in.get(2)),
                        in -> product(
                                product(
                                                in.get(0).times(1 / Math.sqrt(f[3])),
                                                in.get(1).transpose(2, 3))
                                        .softmax(3),
                                in.get(2))));
            }
        }
        return faults;
    }

    private static List<String> faults(
            String what,
            Precision precision,
            long[][] shapes,
            Function<List<Tensor>, Tensor> operation,
            Function<List<Tensor>, Tensor> formula) {
        try (Scope scope = Scope.open()) {
            SplittableRandom random = new SplittableRandom(SEED);
            List<Tensor> inputs = new ArrayList<>();
            List<Tensor> wide = new ArrayList<>();
            for (long[] shape : shapes) {
                Tensor drawn = Init.normal(random, 1, shape);
                inputs.add(drawn.copy().requiresGrad());
                wide.add(drawn.to(ElementType.F64).requiresGrad());
            }
            Tensor expected = formula.apply(wide);
            Tensor found = precision.run(() -> operation.apply(inputs));
            Tensor way = Init.normal(random, 1, expected.shape());
            expected.backward(way.to(ElementType.F64));
            found.backward(way);
            double tolerance = precision == Precision.FP32 ? FULL : HALF;
            List<String> faults = new ArrayList<>();
            String where = what + ", " + precision.word() + ": ";
            fault(where + "the result", found, expected, tolerance).ifPresent(faults::add);
            for (int i = 0; i < inputs.size(); i++) {
                String which = where + "the gradient of operand " + (i + 1);
                fault(which, gradient(inputs.get(i)), gradient(wide.get(i)), tolerance)
                        .ifPresent(faults::add);
            }
            return faults;
        }
    }

    private static Tensor gradient(Tensor x) {
        return x.gradient().orElseThrow();
    }

    private static Optional<String> fault(String what, Tensor found, Tensor expected, double tolerance) {
        Tensor exact = expected.detach().toFloat();
        double off = largest(found.detach().minus(exact)) / largest(exact);
        return off <= tolerance // never true of NaN
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%s is off by %.2g of the largest number", what, off));
    }

    private static double largest(Tensor x) {
        return x.abs().flatten(0).max(0).item();
    }

    private static Tensor convolution(Tensor x, Tensor weight, Window window) {
        return new Tensor(torch.conv2d(
                x.raw(),
                weight.raw(),
                new TensorOptional(),
                new long[] {window.stride(), window.stride()},
                new long[] {window.padding(), window.padding()},
                new long[] {1, 1},
                window.groups()));
    }

    private static Tensor product(Tensor a, Tensor b) {
        return new Tensor(a.raw().matmul(b.raw()));
    }
}
