package org.gapwise.nn;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.LongList;
import org.bytedeco.pytorch.global.torch;

/**
 * oneDNN's convolution with what comes after it in the same kernel, and with weights in the order that it computes in. For
 * prediction alone: no gradient flows through it. Engines built without oneDNN do not have it.
 */
final class ConvolutionKernel {

    private static final long[] DENSE = {1, 1};
    /** Channels that every block has a multiple of. */
    private static final long BLOCK = 16;

    private static final long COLOURS = 4;
    private static final Optional<ConvolutionKernel> KERNEL = find();
    /** The kernel refuses 16 bits on processors without instructions for them, where a plain convolution finds a way. */
    private static final boolean HALF = KERNEL.isPresent() && isOrdered(ElementType.BF16);

    private final BoxedOperator plain;
    private final BoxedOperator summing;

    private ConvolutionKernel(BoxedOperator plain, BoxedOperator summing) {
        this.plain = plain;
        this.summing = summing;
    }

    /** Empty where it cannot compute in this type. */
    static Optional<ConvolutionKernel> there(ElementType type) {
        return type != ElementType.BF16 || HALF ? KERNEL : Optional.empty();
    }

    private static boolean isOrdered(ElementType type) {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensor.ones(1, 8, 4, 4).to(type).channelsLast();
            order(Tensor.ones(8, 8, 3, 3).to(type), x, new Window(1, 1, 1));
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static Optional<ConvolutionKernel> find() {
        return BoxedOperator.named("mkldnn::_convolution_pointwise", "")
                .flatMap(plain -> BoxedOperator.named("mkldnn::_convolution_pointwise", "binary")
                        .map(summing -> new ConvolutionKernel(plain, summing)));
    }

    /**
     * Weights [O, C/groups, h, w] in the kernel's own order for pictures like x, which nothing but {@link #apply} can read; empty
     * where it does not filter by them as it ought to. For pictures of another size or number the kernel may bring them into
     * another order yet, which cannot be tried for all: weights that might fill no whole block are none for it.
     */
    Optional<Tensor> ordered(Tensor weight, Tensor x, Window window) {
        if (!fillsBlocks(weight, window)) {
            return Optional.empty();
        }
        try {
            Tensor ordered = order(weight, x, window);
            return isRight(ordered, weight, x, window) ? Optional.of(ordered) : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Colours come before any blocks, and filters of a channel each have no other dimension. */
    private static boolean fillsBlocks(Tensor weight, Window window) {
        boolean in = weight.size(1) % BLOCK == 0 || weight.size(1) <= COLOURS || window.groups() > 1;
        return in && weight.size(0) % BLOCK == 0;
    }

    /** By itself, and where it adds with a sum that nothing of is below zero. */
    private boolean isRight(Tensor ordered, Tensor weight, Tensor x, Window window) {
        long pictures = Math.max(1, Agreement.ENOUGH / GatheredConvolution.places(x, weight, window));
        long[] shape = {pictures, x.size(1), x.size(2), x.size(3)};
        Tensor bias = Tensor.zeros(weight.size(0)).to(weight.type());
        UnaryOperator<Tensor> plain =
                seen -> Functional.conv2d(seen.channelsLast(), weight.channelsLast(), Optional.of(bias), window);
        UnaryOperator<Tensor> added = y -> y.abs().times(3);
        return Agreement.of(
                        seen -> apply(seen.channelsLast(), ordered, bias, window, Then.NOTHING),
                        plain,
                        weight.type(),
                        shape)
                && (!adds(window, x, weight)
                        || Agreement.of(
                                seen -> rectifiedSum(
                                        seen.channelsLast(), ordered, bias, window, added.apply(plain.apply(seen))),
                                seen -> {
                                    Tensor y = plain.apply(seen);
                                    return y.plus(added.apply(y));
                                },
                                weight.type(),
                                shape));
    }

    /** Whether {@link #rectifiedSum} is there: not over a single place, nor where each channel has filters of its own. */
    static boolean adds(Window window, Tensor x, Tensor weight) {
        return window.groups() == 1 && GatheredConvolution.places(x, weight, window) > 1;
    }

    private static Tensor order(Tensor weight, Tensor x, Window window) {
        return new Tensor(torch.mkldnn_reorder_conv2d_weight(
                weight.raw().to_mkldnn(), padding(window), stride(window), DENSE, window.groups(), x.shape()));
    }

    /** x [B,C,H,W] with the channels last, filtered, plus bias. */
    Tensor apply(Tensor x, Tensor ordered, Tensor bias, Window window, Then then) {
        IValueVector stack = new IValueVector(new IValue(x.raw()));
        push(stack, ordered, bias, window);
        return plain.call(stack.push_back(new IValue(then.word()))
                .push_back(plain.numbers())
                .push_back(new IValue()));
    }

    /** The same plus another tensor of the result's shape, then ReLU. */
    Tensor rectifiedSum(Tensor x, Tensor ordered, Tensor bias, Window window, Tensor other) {
        IValueVector stack = new IValueVector(new IValue(x.raw()), new IValue(other.raw()));
        push(stack, ordered, bias, window);
        return summing.call(stack.push_back(new IValue("add"))
                .push_back(new IValue())
                .push_back(new IValue(Then.RELU.word()))
                .push_back(summing.numbers())
                .push_back(new IValue()));
    }

    /** What both kernels are told between the pictures and what comes after. */
    private static void push(IValueVector stack, Tensor ordered, Tensor bias, Window window) {
        stack.push_back(new IValue(ordered.raw()))
                .push_back(new IValue(bias.raw()))
                .push_back(numbers(padding(window)))
                .push_back(numbers(stride(window)))
                .push_back(numbers(DENSE))
                .push_back(new IValue((long) window.groups()));
    }

    private static IValue numbers(long[] values) {
        LongList list = new LongList();
        Arrays.stream(values).forEach(list::push_back);
        return new IValue(new GenericList(list));
    }

    private static long[] padding(Window window) {
        return new long[] {window.padding(), window.padding()};
    }

    private static long[] stride(Window window) {
        return new long[] {window.stride(), window.stride()};
    }
}
