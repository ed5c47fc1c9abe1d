package org.gapwise.model.experts;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.model.fusion.BlockSize;
import org.gapwise.model.fusion.Mlp;
import org.gapwise.nn.Functional;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Tensor;

/**
 * Two of several small networks answer for each vector. A router picks both where a case is complete; where it is not,
 * the expert of its pattern is one of them. Complete cases are to use all experts alike (Fedus et al., JMLR 2022,
 * section 2.2), incomplete ones to prefer their own. As there is one vector a modality, all experts are computed, and
 * those not picked weigh nothing.
 */
final class Mixture extends Layer {

    private static final double FAR = 1e9;
    private static final double PICKED = 2;
    private static final double BALANCE = 0.01;

    private final Linear router;
    private final List<Mlp> experts;

    Mixture(BlockSize size, int count, SplittableRandom random) {
        router = layer("router", new Linear(size.width(), count, false, random));
        experts = layers(
                "experts",
                IntStream.range(0, count)
                        .mapToObj(e -> new Mlp(List.of(size.width(), size.feedForward(), size.width()), random))
                        .toList());
    }

    /** {@code [B, M, D]} to the same. */
    Mixed forward(Tensor x, Pattern pattern) {
        Tensor own = pattern.own(experts.size());
        Tensor scores = router.apply(x);
        Tensor picked = picked(scores, own);
        Tensor weights = scores.maskedFill(picked.not(), -FAR).softmax(2);
        Tensor sum = Tensor.zeros(1);
        for (int e = 0; e < experts.size(); e++) {
            sum = sum.plus(experts.get(e).apply(x).times(weights.slice(2, e, e + 1)));
        }
        Tensor penalty = unevenness(scores, picked, pattern.free()).plus(strangeness(scores, own));
        return new Mixed(sum, penalty.times(BALANCE));
    }

    /** {@code [B, M, E]}, boolean, two true in each row. */
    private Tensor picked(Tensor scores, Tensor own) {
        Tensor first = highest(scores.plus(own.times(FAR)));
        Tensor second = highest(scores.maskedFill(first.gt(0), -FAR));
        return first.plus(second).gt(0);
    }

    private Tensor highest(Tensor scores) {
        return Functional.embedding(OneHot.identity(experts.size()), scores.argmax(2));
    }

    /** 1 when complete cases use all experts alike, more when not; 0 without complete cases. */
    private Tensor unevenness(Tensor scores, Tensor picked, Tensor free) {
        Tensor rows = free.sum().times((double) scores.size(1)).clamp(1, Float.MAX_VALUE);
        Tensor used = picked.toFloat().times(free).sum(false, 0, 1).over(rows).over(PICKED);
        Tensor wanted = scores.softmax(2).times(free).sum(false, 0, 1).over(rows);
        return used.times(wanted).sum().times(experts.size());
    }

    /** Cross-entropy of incomplete cases being sent to the expert of their pattern. */
    private static Tensor strangeness(Tensor scores, Tensor own) {
        Tensor rows = own.sum().times((double) scores.size(1)).clamp(1, Float.MAX_VALUE);
        return scores.logSoftmax(2).times(own).sum().over(rows).negate();
    }
}
