package org.gapwise.model.experts;

import org.gapwise.nn.Functional;
import org.gapwise.nn.Tensor;

/**
 * Which modalities each case has.
 *
 * @param codes {@code [B]}, long: the sum of 2^m over the modalities m it has
 * @param complete {@code [B]}, boolean: whether it has all
 */
public record Pattern(Tensor codes, Tensor complete) {

    /** @param present {@code [B, M]}, boolean */
    public static Pattern of(Tensor present) {
        boolean[] there = present.toBooleans();
        int b = (int) present.size(0);
        int m = (int) present.size(1);
        long[] codes = new long[b];
        boolean[] complete = new boolean[b];
        for (int i = 0; i < there.length; i++) {
            codes[i / m] |= there[i] ? 1L << i % m : 0;
        }
        for (int i = 0; i < b; i++) {
            complete[i] = codes[i] == (1L << m) - 1;
        }
        return new Pattern(Tensor.of(codes, b), Tensor.of(complete, b));
    }

    /** {@code [B, 1, E]}: 1 at the expert of an incomplete case's pattern; all 0 for complete cases. */
    Tensor own(int experts) {
        long[] expert = codes.toLongs();
        for (int i = 0; i < expert.length; i++) {
            expert[i] %= experts;
        }
        Tensor chosen = Functional.embedding(OneHot.identity(experts), Tensor.of(expert, expert.length));
        return chosen.times(complete.not().toFloat().unsqueeze(1)).unsqueeze(1);
    }

    /** {@code [B, 1, 1]}: 1 for complete cases. */
    Tensor free() {
        return complete.toFloat().reshape(complete.size(0), 1, 1);
    }
}
