package org.gapwise.model.loss;

import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.nn.Functional;
import org.gapwise.nn.Tensor;

/**
 * Binary cross-entropy over what was annotated: the mean over annotated cases of each label, then the mean over the
 * labels that have any annotation in the batch (method 1.6). A label nobody annotated has exactly zero gradient.
 */
public final class MaskedLoss {

    private MaskedLoss() {}

    /**
     * @param logits {@code [B, L]}
     * @param labels {@code [B, L]}: 1, 0, -1 uncertain, -100 not annotated
     * @return a scalar; 0 when nothing is annotated
     */
    public static Tensor of(Tensor logits, Tensor labels, UncertainPolicy policy) {
        return share(logits, labels, policy, counts(labels, policy));
    }

    /**
     * What some cases add to the loss of a batch that they are a part of.
     *
     * @param counts of the whole batch, {@code [L]}
     */
    public static Tensor share(Tensor logits, Tensor labels, UncertainPolicy policy, Tensor counts) {
        Tensor uncertain = labels.eq(EncodedCase.UNCERTAIN);
        Tensor unannotated = labels.eq(EncodedCase.UNANNOTATED);
        Tensor unused = unused(labels, policy);
        Tensor targets = labels.maskedFill(uncertain, policy.target().orElse(0)).maskedFill(unannotated, 0);
        Tensor losses = Functional.bceWithLogits(logits.toFloat(), targets).maskedFill(unused, 0);
        Tensor each = losses.sum(false, 0).over(counts.clamp(1, Float.MAX_VALUE));
        Tensor annotated = counts.gt(0).toFloat();
        return each.times(annotated).sum().over(annotated.sum().clamp(1, Float.MAX_VALUE));
    }

    /** How many cases are annotated, by label: {@code [L]}. */
    public static Tensor counts(Tensor labels, UncertainPolicy policy) {
        return unused(labels, policy).not().toFloat().sum(false, 0);
    }

    private static Tensor unused(Tensor labels, UncertainPolicy policy) {
        Tensor unannotated = labels.eq(EncodedCase.UNANNOTATED);
        return policy.target().isPresent() ? unannotated : unannotated.or(labels.eq(EncodedCase.UNCERTAIN));
    }
}
