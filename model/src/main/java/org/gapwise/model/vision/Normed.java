package org.gapwise.model.vision;

import java.util.Optional;
import org.gapwise.nn.BatchNorm2d;
import org.gapwise.nn.Conv2d;
import org.gapwise.nn.FoldedConv2d;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** A convolution and the normalization of what it gives; one operation where weights are settled and nothing learns. */
final class Normed {

    private final Conv2d convolution;
    private final BatchNorm2d norm;
    private Optional<FoldedConv2d> folded = Optional.empty();

    Normed(Conv2d convolution, BatchNorm2d norm) {
        this.convolution = convolution;
        this.norm = norm;
    }

    /** From now on folded for prediction; whoever calls it owns what is given. */
    FoldedConv2d settled() {
        FoldedConv2d both = new FoldedConv2d(convolution, norm);
        folded = Optional.of(both);
        return both;
    }

    /** {@code [N, C, H, W]} to {@code [N, O, H', W']}. */
    Tensor apply(Tensor x, Pass pass) {
        return usable(pass).map(both -> both.apply(x)).orElseGet(() -> norm.apply(convolution.apply(x), pass));
    }

    /** The same with ReLU after it. */
    Tensor rectified(Tensor x, Pass pass) {
        return usable(pass).map(both -> both.rectified(x)).orElseGet(() -> norm.apply(convolution.apply(x), pass)
                .rectified());
    }

    /** The same plus {@code other}, then ReLU. */
    Tensor rectified(Tensor x, Tensor other, Pass pass) {
        return usable(pass).map(both -> both.rectified(x, other)).orElseGet(() -> norm.apply(convolution.apply(x), pass)
                .increased(other)
                .rectified());
    }

    private Optional<FoldedConv2d> usable(Pass pass) {
        return pass.isInference() && NoGrad.isOn() ? folded : Optional.empty();
    }
}
