package org.gapwise.model.token;

import java.util.List;
import org.gapwise.nn.Tensor;

/**
 * What an encoder hands over: vectors, and which of them are there. What an absent token holds is never read.
 *
 * @param values {@code [B, T, D]}
 * @param present {@code [B, T]}, boolean
 */
public record Tokens(Tensor values, Tensor present) {

    public Tokens {
        assert values.rank() == 3 && present.rank() == 2 : values + " with " + present;
        assert values.size(1) == present.size(1) : values + " with " + present;
    }

    public static Tokens of(Tensor values, Tensor present) {
        return new Tokens(values, present);
    }

    public long batch() {
        return values.size(0);
    }

    /** T, absent ones among them. */
    public int count() {
        return (int) values.size(1);
    }

    public Tokens with(Tensor newValues) {
        return new Tokens(newValues, present);
    }

    /** Side by side, in order. */
    public static Tokens concat(List<Tokens> parts) {
        return new Tokens(
                Tensor.concat(parts.stream().map(Tokens::values).toList(), 1),
                Tensor.concat(parts.stream().map(Tokens::present).toList(), 1));
    }

    /** {@code [B, T, D]}: zero where a token is absent. */
    public Tensor cleared() {
        return values.times(present.toFloat().unsqueeze(2));
    }
}
