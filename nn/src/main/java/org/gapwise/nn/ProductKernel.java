package org.gapwise.nn;

import java.util.Optional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;

/**
 * oneDNN's product of rows and weights, with weights in the order that it computes in: every product of few rows spends a
 * tenth and more of its time on bringing them into such an order. For prediction alone: no gradient flows through it.
 * Engines built without oneDNN do not have it.
 */
final class ProductKernel {

    /** Rows that weights are put in order for; they serve others as well. */
    private static final long ROWS = 128;
    /** Weights that are worth it in 32 bits: to ask by name takes some ten microseconds. */
    private static final long WORTH = 1 << 15;

    private static final Optional<ProductKernel> FULL = computing(ElementType.F32);
    private static final Optional<ProductKernel> HALF = computing(ElementType.BF16);

    private final BoxedOperator order;
    private final BoxedOperator product;

    private ProductKernel(BoxedOperator order, BoxedOperator product) {
        this.order = order;
        this.product = product;
    }

    /** Empty where it cannot compute with weights [out, in] of this type, or would not be quicker. */
    static Optional<ProductKernel> suiting(Tensor weight, ElementType type) {
        return switch (type) {
            case F32 -> FULL.filter(kernel -> weight.count() >= WORTH);
            case BF16 -> HALF;
            default -> Optional.empty();
        };
    }

    /** The kernel, where it computes in this type: not every processor has instructions for 16 bits. */
    private static Optional<ProductKernel> computing(ElementType type) {
        return BoxedOperator.named("mkldnn::_reorder_linear_weight", "")
                .flatMap(order -> BoxedOperator.named("mkldnn::_linear_pointwise", "")
                        .map(product -> new ProductKernel(order, product)))
                .filter(kernel -> kernel.computes(type));
    }

    private boolean computes(ElementType type) {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensor.ones(2, 8).to(type);
            apply(x, ordered(Tensor.ones(8, 8).to(type)), Optional.empty(), "none");
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Weights [out, in] in the kernel's own order; nothing but {@link #apply} can read it. */
    Tensor ordered(Tensor weight) {
        return order.call(new IValueVector(new IValue(weight.raw()), new IValue(ROWS)));
    }

    /** x [N, in] times weights, plus bias: [N, out]; {@code then} is "none" or "relu". */
    Tensor apply(Tensor x, Tensor ordered, Optional<Tensor> bias, String then) {
        IValueVector stack = new IValueVector(new IValue(x.raw()), new IValue(ordered.raw()));
        return product.call(stack.push_back(bias.map(b -> new IValue(b.raw())).orElseGet(IValue::new))
                .push_back(new IValue(then))
                .push_back(product.numbers())
                .push_back(new IValue()));
    }
}
