package org.gapwise.model.token;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gapwise.nn.Tensor;

/**
 * What an encoder hands over: vectors, and which of them are there. What an absent token holds is never read.
 *
 * @param values {@code [B, T, D]}
 * @param present {@code [B, T]}, boolean
 * @param columns {@code [T]}: the slot each token stands in, rising
 * @param slots how many tokens there would be if everything were present
 */
public record Tokens(Tensor values, Tensor present, List<Integer> columns, int slots) {

    public Tokens {
        columns = List.copyOf(columns);
        assert values.rank() == 3 && present.rank() == 2 : values + " with " + present;
        assert values.size(1) == present.size(1) && values.size(1) == columns.size() : values + " with " + present;
    }

    /** Tokens that fill their slots. */
    public static Tokens of(Tensor values, Tensor present) {
        int t = (int) values.size(1);
        return new Tokens(values, present, IntStream.range(0, t).boxed().toList(), t);
    }

    public long batch() {
        return values.size(0);
    }

    public int count() {
        return columns.size();
    }

    public Tokens with(Tensor newValues) {
        return new Tokens(newValues, present, columns, slots);
    }

    /** The same slots with nothing in them. */
    public Tokens absent() {
        return new Tokens(values, Tensor.of(new boolean[(int) present.count()], batch(), count()), columns, slots);
    }

    /** Side by side, in order. */
    public static Tokens concat(List<Tokens> parts) {
        List<Integer> columns = new ArrayList<>();
        int slots = 0;
        for (Tokens part : parts) {
            int offset = slots;
            part.columns.forEach(c -> columns.add(offset + c));
            slots += part.slots;
        }
        return new Tokens(
                Tensor.concat(parts.stream().map(Tokens::values).toList(), 1),
                Tensor.concat(parts.stream().map(Tokens::present).toList(), 1),
                columns,
                slots);
    }

    /** Without the tokens that no case of the batch has; at least one stays. */
    public Tokens packed() {
        boolean[] there = present.toBooleans();
        int t = count();
        List<Integer> kept = IntStream.range(0, t)
                .filter(column -> anyRow(there, t, column))
                .boxed()
                .toList();
        if (kept.size() == t) {
            return this;
        }
        List<Integer> chosen = kept.isEmpty() ? List.of(0) : kept;
        Tensor index = Tensor.of(chosen.stream().mapToLong(Integer::longValue).toArray(), chosen.size());
        return new Tokens(
                values.indexSelect(1, index),
                present.indexSelect(1, index),
                chosen.stream().map(columns::get).toList(),
                slots);
    }

    /** {@code [B, slots, D]}: every slot in its place, zero where a token is absent or was packed away. */
    public Tensor unpacked() {
        Tensor kept = values.times(present.toFloat().unsqueeze(2));
        if (count() == slots) {
            return kept;
        }
        Tensor index = Tensor.of(columns.stream().mapToLong(Integer::longValue).toArray(), columns.size());
        return kept.transpose(0, 1).contiguous().scatterRows(index, slots).transpose(0, 1);
    }

    private static boolean anyRow(boolean[] there, int width, int column) {
        for (int i = column; i < there.length; i += width) {
            if (there[i]) {
                return true;
            }
        }
        return false;
    }
}
