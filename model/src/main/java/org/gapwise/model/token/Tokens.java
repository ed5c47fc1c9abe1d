package org.gapwise.model.token;

import java.util.List;
import java.util.function.UnaryOperator;
import org.gapwise.nn.Tensor;

/**
 * What an encoder hands over: vectors, and which of them are there. Each case has the same slots; what an absent token
 * holds is never read.
 */
public sealed interface Tokens permits SlotTokens, PresentTokens {

    /** A vector in every slot, whether its token is there or not. */
    static Tokens of(Tensor values, Tensor present) {
        return new SlotTokens(values, present);
    }

    /** Side by side, in order. */
    static Tokens concat(List<Tokens> parts) {
        return parts.stream().allMatch(SlotTokens.class::isInstance)
                ? SlotTokens.concat(parts)
                : PresentTokens.concat(parts.stream().map(Tokens::packed).toList());
    }

    /** {@code [B, T, D]}. */
    Tensor values();

    /** {@code [B, T]}, boolean. */
    Tensor present();

    /** The same by slot: slot t of case b is {@code b T + t}. */
    boolean[] there();

    long batch();

    /** T, absent ones among them. */
    int count();

    /** {@code [B, T, D]}: zero where a token is absent. */
    Tensor cleared();

    /**
     * Changes every token.
     *
     * @param change looks at each by itself: {@code [..., D]} to {@code [..., E]}
     */
    Tokens each(UnaryOperator<Tensor> change);

    /** The tokens of these cases, in this order; a case may come several times. */
    Tokens cases(long[] cases);

    /**
     * The same without some.
     *
     * @param stays by slot
     */
    Tokens left(boolean[] stays);

    /** Those that are there alone. */
    PresentTokens packed();
}
