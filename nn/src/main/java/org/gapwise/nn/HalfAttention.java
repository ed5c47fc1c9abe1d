package org.gapwise.nn;

import java.util.Optional;

/**
 * Attention as two products of 16 bits with a softmax between them, for the engine's fused kernel is naive in half precision
 * and its attention of 32 bits takes twice as long. Memory grows with pairs of tokens.
 */
final class HalfAttention {
    /** Most bytes for what all pairs of tokens of all cases and heads mean to each other. */
    private static final long MOST = 1 << 28;
    /** Added to what may not be looked at: its exponential is 0, and stays a number where nothing may be. */
    private static final double NEVER = -1e30;

    private HalfAttention() {}

    /** Whether it is asked for, and quicker here than attention of 32 bits. */
    static boolean suits(Tensor key) {
        long bytes = 2 * key.size(0) * key.size(1) * key.size(2) * key.size(2);
        return Precision.isHalf()
                && bytes <= MOST
                && ConvolutionKernel.there(ElementType.BF16).isPresent();
    }

    /**
     * @param q queries, with keys and values {@code [B, H, T, d]}
     * @param keep booleans that are broadcast to {@code [B, H, T, T]}
     * @return {@code [B, H, T, d]}, 0 where nothing may be looked at
     */
    static Tensor of(Tensor q, Tensor k, Tensor v, Optional<Tensor> keep) {
        return Scope.tidy(() -> attended(q, k, v, keep));
    }

    private static Tensor attended(Tensor q, Tensor k, Tensor v, Optional<Tensor> keep) {
        Tensor scores = product(half(q.times(1 / Math.sqrt((double) q.size(3)))), half(k).transpose(2, 3));
        if (keep.isEmpty()) {
            return product(scores.softmax(3), half(v));
        }
        Tensor never = keep.get().not().toFloat().times(NEVER).to(ElementType.BF16);
        Tensor any = keep.get().toFloat().sum(true, 3).gt(0);
        return product(scores.increased(never).softmax(3), half(v)).times(any.to(ElementType.BF16));
    }

    private static Tensor half(Tensor x) {
        return x.to(ElementType.BF16).contiguous();
    }

    private static Tensor product(Tensor a, Tensor b) {
        return new Tensor(a.raw().matmul(b.raw()));
    }
}
