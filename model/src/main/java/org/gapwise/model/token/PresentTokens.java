package org.gapwise.model.token;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gapwise.nn.Tensor;

/**
 * Present tokens alone: no slot refers to an absent one's vector, and tokens that are alike share one. What happens to tokens as a whole -
 * side by side, some cases, without some - is arithmetic of whole numbers and touches no vector.
 *
 * @param vectors {@code [K, D]}
 * @param rows by slot {@code b T + t}: the row of its vector, or {@link #ABSENT}
 * @param count T
 */
public record PresentTokens(Tensor vectors, int[] rows, int count) implements Tokens {

    /** In place of a row: no token is there. */
    public static final int ABSENT = -1;

    public PresentTokens {
        assert vectors.rank() == 2 && rows.length % count == 0 : vectors + " in " + rows.length + " slots";
    }

    /**
     * All tokens of some cases, none of the others.
     *
     * @param values {@code [N, T, D]}
     * @param cases by row of these values: whose they are
     * @param batch of how many cases
     */
    public static PresentTokens of(Tensor values, long[] cases, int batch) {
        int count = (int) values.size(1);
        int[] rows = new int[batch * count];
        Arrays.fill(rows, ABSENT);
        for (int i = 0; i < cases.length; i++) {
            for (int t = 0; t < count; t++) {
                rows[(int) cases[i] * count + t] = i * count + t;
            }
        }
        return new PresentTokens(values.reshape((long) cases.length * count, values.size(2)), rows, count);
    }

    static PresentTokens concat(List<PresentTokens> parts) {
        int batch = (int) parts.get(0).batch();
        int count = parts.stream().mapToInt(PresentTokens::count).sum();
        int[] rows = new int[batch * count];
        int slot = 0;
        int before = 0;
        for (PresentTokens part : parts) {
            int from = 0;
            for (int to = slot; to < rows.length; to += count) {
                for (int t = to; t < to + part.count; t++) {
                    int row = part.rows[from++];
                    rows[t] = row == ABSENT ? ABSENT : before + row;
                }
            }
            slot += part.count;
            before += (int) part.vectors.size(0);
        }
        return new PresentTokens(
                Tensor.concat(parts.stream().map(PresentTokens::vectors).toList(), 0), rows, count);
    }

    @Override
    public long batch() {
        return rows.length / count;
    }

    /** Whether no token is there. */
    public boolean isEmpty() {
        return Arrays.stream(rows).allMatch(row -> row == ABSENT);
    }

    @Override
    public boolean[] there() {
        boolean[] there = new boolean[rows.length];
        for (int slot = 0; slot < rows.length; slot++) {
            there[slot] = rows[slot] != ABSENT;
        }
        return there;
    }

    @Override
    public Tensor present() {
        return Tensor.of(there(), batch(), count);
    }

    /** Zero where a token is absent. */
    @Override
    public Tensor values() {
        long[] owners = owners();
        Tensor all = owners.length > 0 ? spread(vectors, owners) : spread(slots());
        return all.reshape(batch(), count, vectors.size(1));
    }

    private Tensor spread(long[] slots) {
        Tensor found = at(slots);
        return slots.length == rows.length ? found : spread(found, slots);
    }

    private Tensor spread(Tensor found, long[] slots) {
        return found.scatterRows(Tensor.of(slots, slots.length), rows.length);
    }

    /** Those that hold a token. */
    private long[] slots() {
        long[] slots = new long[rows.length];
        int tokens = 0;
        for (int slot = 0; slot < rows.length; slot++) {
            if (rows[slot] != ABSENT) {
                slots[tokens++] = slot;
            }
        }
        return Arrays.copyOf(slots, tokens);
    }

    /** By vector: the slot whose token it is; nothing unless each vector is one token's. */
    private long[] owners() {
        long[] owners = new long[(int) vectors.size(0)];
        Arrays.fill(owners, ABSENT);
        int owned = 0;
        for (int slot = 0; slot < rows.length; slot++) {
            int row = rows[slot];
            if (row != ABSENT) {
                if (owners[row] != ABSENT) {
                    return new long[0];
                }
                owners[row] = slot;
                owned++;
            }
        }
        return owned == owners.length ? owners : new long[0];
    }

    @Override
    public Tensor cleared() {
        return values().toFloat();
    }

    /**
     * The tokens of these slots, all of which are there.
     *
     * @return {@code [N, D]}, in 32 bits
     */
    public Tensor at(long[] slots) {
        long[] which = new long[slots.length];
        for (int i = 0; i < which.length; i++) {
            which[i] = rows[(int) slots[i]];
        }
        // Gradients of many tokens are added up on the way back; and the type does not depend on which are asked for.
        Tensor full = vectors.toFloat();
        return isAll(which) ? full : full.indexSelect(0, Tensor.of(which, which.length));
    }

    private boolean isAll(long[] which) {
        boolean all = which.length == vectors.size(0);
        for (int i = 0; all && i < which.length; i++) {
            all = which[i] == i;
        }
        return all;
    }

    @Override
    public PresentTokens each(UnaryOperator<Tensor> change) {
        return new PresentTokens(change.apply(vectors), rows, count);
    }

    @Override
    public PresentTokens cases(long[] cases) {
        int[] of = new int[cases.length * count];
        for (int i = 0; i < cases.length; i++) {
            System.arraycopy(rows, (int) cases[i] * count, of, i * count, count);
        }
        return new PresentTokens(vectors, of, count);
    }

    @Override
    public PresentTokens left(boolean[] stays) {
        int[] left = rows.clone();
        for (int slot = 0; slot < left.length; slot++) {
            if (!stays[slot]) {
                left[slot] = ABSENT;
            }
        }
        return new PresentTokens(vectors, left, count);
    }

    @Override
    public PresentTokens packed() {
        return this;
    }
}
