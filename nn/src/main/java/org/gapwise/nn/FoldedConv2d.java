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
    /** Weights whose order is worth it in 32 bits: to ask for an operation by name takes some ten microseconds. */
    private static final long WORTH = 1 << 15;

    private final Conv2d convolution;
    private final BatchNorm2d norm;
    private final Map<ElementType, Parts> parts = new EnumMap<>(ElementType.class);
    private final Map<ElementType, SettledProduct> products = new EnumMap<>(ElementType.class);

    /** Filters as whoever convolves with them wants them: the kernel, where it can. */
    private record Parts(Optional<ConvolutionKernel> kernel, Tensor weight, Tensor bias) {}

    public FoldedConv2d(Conv2d convolution, BatchNorm2d norm) {
        this.convolution = convolution;
        this.norm = norm;
    }

    public Tensor apply(Tensor x) {
        return isPointwise() ? picture(product().apply(pixels(x))) : convolved(seen(x), Then.NOTHING);
    }

    /** With ReLU after it. */
    public Tensor rectified(Tensor x) {
        return isPointwise() ? picture(product().rectified(pixels(x))) : convolved(seen(x), Then.RELU);
    }

    /** Plus another tensor of the result's shape, then ReLU. */
    public Tensor rectified(Tensor x, Tensor other) {
        if (isPointwise() || !ConvolutionKernel.adds(convolution.window(), x, convolution.weight())) {
            return apply(x).increased(other).rectified();
        }
        Tensor seen = seen(x);
        Parts with = parts(seen);
        if (with.kernel.isEmpty()) {
            return convolved(seen, Then.NOTHING).increased(other).rectified();
        }
        Tensor added = other.to(seen.type()).channelsLast();
        return with.kernel.get().rectifiedSum(seen, with.weight, with.bias, convolution.window(), added);
    }

    private Tensor convolved(Tensor x, Then then) {
        Parts with = parts(x);
        if (with.kernel.isPresent()) {
            return with.kernel.get().apply(x, with.weight, with.bias, convolution.window(), then);
        }
        Tensor y = Functional.conv2d(x, with.weight, Optional.of(with.bias), convolution.window());
        return then.apply(y);
    }

    /** Filters of one pixel are a product of matrices, see {@link Functional#conv2d}. */
    private boolean isPointwise() {
        return Functional.isPointwise(convolution.weight(), convolution.window());
    }

    private Tensor pixels(Tensor x) {
        return Functional.pixels(x.channelsLast(), convolution.window().stride());
    }

    private static Tensor picture(Tensor pixels) {
        return pixels.permute(0, 3, 1, 2);
    }

    private static Tensor seen(Tensor x) {
        return x.to(SettledProduct.asked()).channelsLast();
    }

    private synchronized SettledProduct product() {
        return products.computeIfAbsent(SettledProduct.asked(), type -> {
            try (Scope scope = Scope.open()) {
                return SettledProduct.of(weight().flatten(1), Optional.of(offset()), type, WORTH, this::derived);
            }
        });
    }

    /** Made when the first pictures come, whose size decides how weights had best lie. */
    private synchronized Parts parts(Tensor x) {
        Parts known = parts.get(x.type());
        if (known == null) {
            try (Scope scope = Scope.open()) {
                Tensor weight = weight().to(x.type());
                Optional<ConvolutionKernel> kernel = ConvolutionKernel.there(x.type());
                Optional<Tensor> ordered = kernel.flatMap(k -> k.ordered(weight, x, convolution.window()));
                known = new Parts(
                        kernel.filter(k -> ordered.isPresent()),
                        derived(ordered.orElseGet(weight::channelsLast)),
                        derived(offset().to(x.type())));
            }
            parts.put(x.type(), known);
        }
        return known;
    }

    private Tensor weight() {
        return convolution.weight().times(norm.scale().reshape(-1, 1, 1, 1));
    }

    private Tensor offset() {
        return norm.offset(convolution.bias());
    }
}
