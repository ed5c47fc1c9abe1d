package org.gapwise.nn;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A product with weights that do not change any more, in numbers of one type, for prediction: [..., in] to [..., out].
 *
 * @param weight as whoever multiplies by it wants it
 */
record SettledProduct(ElementType type, Optional<ProductKernel> kernel, Tensor weight, Optional<Tensor> bias) {

    /** The type that products are asked for in on this thread. */
    static ElementType asked() {
        return Precision.isHalf() ? ElementType.BF16 : ElementType.F32;
    }

    /**
     * @param weight [out, in], of 32 bits, as is the bias [out]
     * @param worth how many weights are worth an order of their own in 32 bits
     * @param keep makes what follows from them outlive its scope
     */
    static SettledProduct of(
            Tensor weight, Optional<Tensor> bias, ElementType type, long worth, UnaryOperator<Tensor> keep) {
        try (Scope scope = Scope.open()) {
            Optional<ProductKernel> kernel =
                    ProductKernel.computing(type).filter(k -> type != ElementType.F32 || weight.count() >= worth);
            Tensor settled = weight.detach().to(type);
            Optional<Tensor> ordered = kernel.flatMap(k -> k.ordered(settled));
            return new SettledProduct(
                    type,
                    kernel.filter(k -> ordered.isPresent()),
                    keep.apply(ordered.orElse(settled)),
                    bias.map(b -> keep.apply(b.detach().to(type))));
        }
    }

    Tensor apply(Tensor x) {
        return product(x.to(type), Then.NOTHING);
    }

    /** With ReLU after it. */
    Tensor rectified(Tensor x) {
        return product(x.to(type), Then.RELU);
    }

    private Tensor product(Tensor x, Then then) {
        if (kernel.isEmpty()) {
            Tensor y = bias.map(b -> Functional.linear(x, weight, b)).orElseGet(() -> Functional.linear(x, weight));
            return then.apply(y);
        }
        long[] shape = x.shape();
        Tensor rows = x.reshape(-1, shape[shape.length - 1]);
        shape[shape.length - 1] = weight.size(0);
        return kernel.get().apply(rows, weight, bias, then).reshape(shape);
    }
}
