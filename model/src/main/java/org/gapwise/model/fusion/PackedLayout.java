package org.gapwise.model.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gapwise.model.token.PresentTokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * Present tokens alone, one after the other: {@code [N, ...]}, so that all but attention costs what is there. Cases stand
 * by length, the longest first; attention runs over cases of about one length at a time.
 */
public final class PackedLayout implements Layout {

    /** Numbers that may be added to a case to make it as long as the longest beside it. */
    private static final long PADDING = 1 << 14;

    private final long cases;
    private final long slots;
    /** By packed token: its slot, t of case b being {@code b T + t}. */
    private final long[] places;

    private final int[] lengths;
    /** Made when they are first asked for, by the width of what is attended. */
    private List<Group> groups = List.of();

    private PackedLayout(long cases, long slots, long[] places, int[] lengths) {
        this.cases = cases;
        this.slots = slots;
        this.places = places;
        this.lengths = lengths;
    }

    public static PackedLayout of(PresentTokens present) {
        boolean[] there = present.there();
        int b = (int) present.batch();
        int t = present.count();
        int tokens = 0;
        int cases = 0;
        // The longest first, by their number among cases of one length.
        long[] order = new long[b];
        for (int i = 0; i < b; i++) {
            int length = 0;
            for (int place = i * t; place < (i + 1) * t; place++) {
                length += there[place] ? 1 : 0;
            }
            order[i] = ((long) (t - length) << Integer.SIZE) + i;
            tokens += length;
            cases += length > 0 ? 1 : 0;
        }
        Arrays.sort(order);
        long[] places = new long[tokens];
        int[] lengths = new int[cases];
        int at = 0;
        for (int i = 0; i < cases; i++) {
            int first = (int) order[i] * t;
            for (int place = first; place < first + t; place++) {
                if (there[place]) {
                    places[at++] = place;
                    lengths[i]++;
                }
            }
        }
        return new PackedLayout(b, t, places, lengths);
    }

    /** A pass whose rows are the packed tokens, each owned by its place in its case. */
    Pass pass(Pass whole) {
        return whole.part("packed", places, slots);
    }

    /** {@code [N, D]}, case by case. */
    public Tensor gather(PresentTokens tokens) {
        return tokens.at(places);
    }

    /** The way back: tokens {@code [N, D]}, each in its slot. */
    public PresentTokens tokens(Tensor gathered) {
        int[] rows = new int[(int) (cases * slots)];
        Arrays.fill(rows, PresentTokens.ABSENT);
        for (int i = 0; i < places.length; i++) {
            rows[(int) places[i]] = i;
        }
        return new PresentTokens(gathered, rows, (int) slots);
    }

    /** How many tokens there are. */
    int size() {
        return places.length;
    }

    @Override
    public Tensor attend(Tensor qkv, int heads) {
        if (groups.isEmpty()) {
            groups = groups(qkv.size(1));
        }
        List<Tensor> parts = groups.size() == 1
                ? List.of(qkv)
                : qkv.split(0, groups.stream().mapToLong(Group::tokens).toArray());
        List<Tensor> attended = new ArrayList<>();
        for (Tensor part : parts) {
            attended.add(attend(part, groups.get(attended.size()), heads));
        }
        return attended.size() == 1 ? attended.get(0) : Tensor.concat(attended, 0);
    }

    @Override
    public Tensor cleared(Tensor x) {
        return x;
    }

    /**
     * Cases that attention takes together.
     *
     * @param slots a case, as many as the longest has tokens
     * @param tokens of all cases
     * @param index {@code [N]}, by token: its slot among those of all cases; none where all cases are as long
     * @param keep {@code [B, slots]}, boolean: where there is a token
     */
    private record Group(int cases, int slots, int tokens, Optional<Tensor> index, Optional<Tensor> keep) {}

    private List<Group> groups(long width) {
        List<Group> made = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= lengths.length; i++) {
            if (i == lengths.length || (lengths[from] - lengths[i]) * width > PADDING) {
                made.add(group(from, i));
                from = i;
            }
        }
        return made;
    }

    private Group group(int from, int to) {
        int cases = to - from;
        int longest = lengths[from];
        if (lengths[to - 1] == longest) {
            return new Group(cases, longest, cases * longest, Optional.empty(), Optional.empty());
        }
        int tokens = Arrays.stream(lengths, from, to).sum();
        boolean[] there = new boolean[cases * longest];
        long[] slots = new long[tokens];
        int at = 0;
        for (int i = 0; i < cases; i++) {
            for (int slot = i * longest; slot < i * longest + lengths[from + i]; slot++) {
                slots[at++] = slot;
                there[slot] = true;
            }
        }
        return new Group(
                cases,
                longest,
                tokens,
                Optional.of(Tensor.of(slots, tokens)),
                Optional.of(Tensor.of(there, cases, longest)));
    }

    /** @param part {@code [N, 3D]}, the tokens of these cases */
    private static Tensor attend(Tensor part, Group group, int heads) {
        long width = part.size(1);
        if (group.index.isEmpty() || group.keep.isEmpty()) {
            Tensor even = part.reshape(group.cases, group.slots, width);
            return Heads.of(even, heads).attend().reshape(part.size(0), width / 3);
        }
        long all = (long) group.cases * group.slots;
        Tensor padded = part.scatterRows(group.index.get(), all).reshape(group.cases, group.slots, width);
        return Heads.of(padded, heads)
                .attend(group.keep.get())
                .reshape(all, width / 3)
                .indexSelect(0, group.index.get());
    }
}
