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

    private static final Optional<ProductKernel> FULL = found(ElementType.F32);
    private static final Optional<ProductKernel> HALF = found(ElementType.BF16);

    private final BoxedOperator order;
    private final BoxedOperator product;

    private ProductKernel(BoxedOperator order, BoxedOperator product) {
        this.order = order;
        this.product = product;
    }

    /** Empty where it does not compute in this type: not every processor has instructions for 16 bits. */
    static Optional<ProductKernel> computing(ElementType type) {
        return switch (type) {
            case F32 -> FULL;
            case BF16 -> HALF;
            default -> Optional.empty();
        };
    }

    private static Optional<ProductKernel> found(ElementType type) {
        return BoxedOperator.named("mkldnn::_reorder_linear_weight", "")
                .flatMap(order -> BoxedOperator.named("mkldnn::_linear_pointwise", "")
                        .map(product -> new ProductKernel(order, product)))
                .filter(kernel -> kernel.computes(type));
    }

    private boolean computes(ElementType type) {
        try (Scope scope = Scope.open()) {
            apply(Tensor.ones(2, 64).to(type), inOrder(Tensor.ones(64, 64).to(type)), Optional.empty(), Then.NOTHING);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /**
     * Weights [out, in] in the kernel's own order, which nothing but {@link #apply} can read; empty where it does not multiply
     * by them as it ought to.
     */
    Optional<Tensor> ordered(Tensor weight) {
        try {
            Tensor ordered = inOrder(weight);
            Tensor bias = Tensor.zeros(weight.size(0)).to(weight.type());
            boolean right = Agreement.of(
                    x -> apply(x, ordered, Optional.of(bias), Then.NOTHING),
                    x -> Functional.linear(x, weight, bias),
                    weight.type(),
                    Agreement.ENOUGH,
                    weight.size(1));
            return right ? Optional.of(ordered) : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private Tensor inOrder(Tensor weight) {
        return order.call(new IValueVector(new IValue(weight.raw()), new IValue(ROWS)));
    }

    /** x [N, in] times weights, plus bias: [N, out]. */
    Tensor apply(Tensor x, Tensor ordered, Optional<Tensor> bias, Then then) {
        IValueVector stack = new IValueVector(new IValue(x.raw()), new IValue(ordered.raw()));
        return product.call(stack.push_back(bias.map(b -> new IValue(b.raw())).orElseGet(IValue::new))
                .push_back(new IValue(then.word()))
                .push_back(product.numbers())
                .push_back(new IValue()));
    }
}
