package org.gapwise.model.token;

import java.util.List;
import java.util.function.UnaryOperator;
import org.gapwise.nn.Tensor;

/**
 * A vector in every slot.
 *
 * @param values {@code [B, T, D]}
 * @param present {@code [B, T]}, boolean
 */
record SlotTokens(Tensor values, Tensor present) implements Tokens {

    SlotTokens {
        assert values.rank() == 3 && present.rank() == 2 : values + " with " + present;
        assert values.size(1) == present.size(1) : values + " with " + present;
    }

    static Tokens concat(List<Tokens> parts) {
        return new SlotTokens(
                Tensor.concat(parts.stream().map(Tokens::values).toList(), 1),
                Tensor.concat(parts.stream().map(Tokens::present).toList(), 1));
    }

    @Override
    public long batch() {
        return values.size(0);
    }

    @Override
    public int count() {
        return (int) values.size(1);
    }

    @Override
    public boolean[] there() {
        return present.toBooleans();
    }

    @Override
    public Tensor cleared() {
        return values.times(present.toFloat().unsqueeze(2));
    }

    @Override
    public Tokens each(UnaryOperator<Tensor> change) {
        return new SlotTokens(change.apply(values), present);
    }

    @Override
    public Tokens cases(long[] cases) {
        Tensor index = Tensor.of(cases, cases.length);
        return new SlotTokens(values.indexSelect(0, index), present.indexSelect(0, index));
    }

    @Override
    public Tokens left(boolean[] stays) {
        return new SlotTokens(values, present.and(Tensor.of(stays, batch(), count())));
    }

    @Override
    public PresentTokens packed() {
        boolean[] there = there();
        int[] rows = new int[there.length];
        for (int slot = 0; slot < rows.length; slot++) {
            rows[slot] = there[slot] ? slot : PresentTokens.ABSENT;
        }
        return new PresentTokens(values.reshape(rows.length, values.size(2)), rows, count());
    }
}
