package org.gapwise.benchmarks;

import org.gapwise.nn.ElementType;
import org.gapwise.nn.Functional;
import org.gapwise.nn.Native;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Precision;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/** What this machine does at best: large square matrix products, in floating-point operations a second. */
final class Peak {

    private static final int TRIES = 6;

    private final int side;

    Peak(int side) {
        this.side = side;
    }

    /** One measurement: operations a second by the clock, of the quickest product of a few. */
    double measure(Precision precision) {
        Native.expect(side);
        Native.suit(Double.POSITIVE_INFINITY);
        try (Scope scope = Scope.open();
                NoGrad none = NoGrad.on()) {
            ElementType type = precision == Precision.BF16 ? ElementType.BF16 : ElementType.F32;
            Tensor a = Tensor.full(0.5, side, side).to(type);
            Tensor b = Tensor.full(0.25, side, side).to(type);
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < TRIES; i++) {
                Watch watch = new Watch();
                Functional.linear(a, b);
                least = Math.min(least, watch.read().wall());
            }
            return 2.0 * side * side * side / least;
        }
    }
}
