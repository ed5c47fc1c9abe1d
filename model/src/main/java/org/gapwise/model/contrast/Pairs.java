package org.gapwise.model.contrast;

import org.gapwise.model.experts.OneHot;
import org.gapwise.nn.Tensor;

/**
 * The symmetrical contrastive loss of Radford et al. (CLIP, ICML 2021, section 2.3) at a fixed temperature: of all
 * pictures of a batch each table is to find its own, and the other way round.
 */
public final class Pairs {

    private static final double TEMPERATURE = 0.1;
    private static final double FAR = 1e9;
    private static final double TINY = 1e-12;

    private Pairs() {}

    /**
     * @param left {@code [B, D]}
     * @param right {@code [B, D]}
     * @param both {@code [B]}, boolean: which cases have both; what the others hold counts for nothing
     * @return a scalar; 0 where fewer than two cases have both
     */
    public static Tensor loss(Tensor left, Tensor right, Tensor both) {
        Tensor likeness = unit(left).matmul(unit(right).transpose(0, 1)).over(TEMPERATURE);
        return surprise(likeness, both)
                .plus(surprise(likeness.transpose(0, 1), both))
                .times(0.5);
    }

    /** Vectors of length 1, {@code [B, D]}. */
    public static Tensor unit(Tensor x) {
        return x.times(x.square().sum(true, 1).plus(TINY).rsqrt());
    }

    /** Cross-entropy of each row picking its own column among the columns of cases that have both. */
    private static Tensor surprise(Tensor likeness, Tensor both) {
        Tensor counted = both.toFloat();
        Tensor own = OneHot.identity((int) both.size(0)).times(counted.unsqueeze(1));
        return likeness.maskedFill(both.not().unsqueeze(0), -FAR)
                .logSoftmax(1)
                .times(own)
                .sum()
                .over(counted.sum().clamp(1, Float.MAX_VALUE))
                .negate();
    }
}
