package org.gapwise.nn;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A convolution with the batch normalization after it in its weights (Jacob et al. 2018, section 3.2), for prediction: [B,C,H,W]
 * to [B,O,H',W']. Made of weights that do not change any more; in 16 bits it keeps weights of 16 bits. It has no
 * parameters of its own.
 */
public final class FoldedConv2d extends Layer {
    private final Conv2d convolution;
    private final BatchNorm2d norm;
    private final Map<ElementType, Parts> parts = new EnumMap<>(ElementType.class);

    /** Filters as whoever multiplies by them wants them. */
    private record Parts(Tensor weight, Tensor bias) {}

    public FoldedConv2d(Conv2d convolution, BatchNorm2d norm) {
        this.convolution = convolution;
        this.norm = norm;
    }

    public Tensor apply(Tensor x) {
        return convolved(x, "none");
    }

    /** With ReLU after it. */
    public Tensor rectified(Tensor x) {
        return convolved(x, "relu");
    }

    /** Plus another tensor of the result's shape, then ReLU. */
    public Tensor rectified(Tensor x, Tensor other) {
        Tensor seen = seen(x);
        Optional<ConvolutionKernel> kernel = kernel(seen);
        // The kernel does not add over a single place, nor where each channel has filters of its own.
        boolean adds = convolution.window().groups() == 1 && other.size(2) * other.size(3) > 1;
        if (kernel.isEmpty() || !adds) {
            return apply(x).increased(other).rectified();
        }
        Parts with = parts(seen);
        Tensor added = other.to(seen.type()).channelsLast();
        return kernel.get().rectifiedSum(seen, with.weight, with.bias, convolution.window(), added);
    }

    private Tensor convolved(Tensor x, String then) {
        Tensor seen = seen(x);
        Optional<ConvolutionKernel> kernel = kernel(seen);
        Parts with = parts(seen);
        if (kernel.isPresent()) {
            return kernel.get().apply(seen, with.weight, with.bias, convolution.window(), then);
        }
        Tensor y = Functional.conv2d(seen, with.weight, Optional.of(with.bias), convolution.window());
        return then.equals("relu") ? y.rectified() : y;
    }

    /** Filters of one pixel are a product of matrices, see {@link Functional#conv2d}. */
    private Optional<ConvolutionKernel> kernel(Tensor x) {
        return Functional.isPointwise(convolution.weight(), convolution.window())
                ? Optional.empty()
                : ConvolutionKernel.there(x.type());
    }

    private static Tensor seen(Tensor x) {
        return Precision.isHalf() ? x.to(ElementType.BF16).channelsLast() : x.channelsLast();
    }

    /** Made when the first pictures come, whose size decides how weights had best lie. */
    private synchronized Parts parts(Tensor x) {
        Parts known = parts.get(x.type());
        if (known == null) {
            try (Scope scope = Scope.open()) {
                Tensor scale = norm.scale();
                Tensor weight =
                        convolution.weight().times(scale.reshape(-1, 1, 1, 1)).to(x.type());
                Tensor bias = norm.offset(convolution.bias()).to(x.type());
                Tensor lying = kernel(x).isPresent()
                        ? ConvolutionKernel.ordered(weight, x, convolution.window())
                        : weight.channelsLast();
                known = new Parts(derived(lying), derived(bias));
            }
            parts.put(x.type(), known);
        }
        return known;
    }
}
