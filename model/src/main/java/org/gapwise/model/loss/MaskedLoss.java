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
        Tensor each = losses(logits, labels, policy).sum(false, 0).over(counts.clamp(1, Float.MAX_VALUE));
        Tensor annotated = counts.gt(0).toFloat();
        return each.times(annotated).sum().over(annotated.sum().clamp(1, Float.MAX_VALUE));
    }

    /**
     * The sum of several {@link #share}s, whose rows stand side by side.
     *
     * @param logits {@code [R, L]}
     * @param labels {@code [R, L]}
     * @param counts of each share, {@code [V, L]}
     * @param of by row: which share it is of
     */
    public static Tensor shares(Tensor logits, Tensor labels, UncertainPolicy policy, Tensor counts, long[] of) {
        Tensor annotated = counts.gt(0).toFloat();
        Tensor weights = annotated
                .over(counts.clamp(1, Float.MAX_VALUE))
                .over(annotated.sum(true, 1).clamp(1, Float.MAX_VALUE));
        return losses(logits, labels, policy)
                .times(weights.indexSelect(0, Tensor.of(of, of.length)))
                .sum();
    }

    /**
     * The same counts by views of a batch, {@code [V, L]}.
     *
     * @param among by view and case: whether it is one of the view's
     */
    public static Tensor counts(Tensor labels, UncertainPolicy policy, boolean[][] among) {
        int width = (int) labels.size(1);
        float[] counts = new float[among.length * width];
        boolean[] unused = unused(labels, policy).toBooleans();
        for (int v = 0; v < among.length; v++) {
            for (int i = 0; i < unused.length; i++) {
                counts[v * width + i % width] += among[v][i / width] && !unused[i] ? 1 : 0;
            }
        }
        return Tensor.of(counts, among.length, width);
    }

    /** How many cases are annotated, by label: {@code [L]}. */
    public static Tensor counts(Tensor labels, UncertainPolicy policy) {
        return unused(labels, policy).not().toFloat().sum(false, 0);
    }

    /** Of every answer, 0 where there is nothing to learn. */
    private static Tensor losses(Tensor logits, Tensor labels, UncertainPolicy policy) {
        Tensor uncertain = labels.eq(EncodedCase.UNCERTAIN);
        Tensor unannotated = labels.eq(EncodedCase.UNANNOTATED);
        Tensor targets = labels.maskedFill(uncertain, policy.target().orElse(0)).maskedFill(unannotated, 0);
        return Functional.bceWithLogits(logits.toFloat(), targets).maskedFill(unused(labels, policy), 0);
    }

    private static Tensor unused(Tensor labels, UncertainPolicy policy) {
        Tensor unannotated = labels.eq(EncodedCase.UNANNOTATED);
        return policy.target().isPresent() ? unannotated : unannotated.or(labels.eq(EncodedCase.UNCERTAIN));
    }
}
