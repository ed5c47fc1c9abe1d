package org.gapwise.model.fusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
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
    private final long[] places;
    private final int[] lengths;

    private PackedLayout(long cases, long slots, long[] places, int[] lengths) {
        this.cases = cases;
        this.slots = slots;
        this.places = places;
        this.lengths = lengths;
    }

    /** @param present {@code [B, T]}, boolean */
    public static PackedLayout of(Tensor present) {
        boolean[] there = present.toBooleans();
        int b = (int) present.size(0);
        int t = (int) present.size(1);
        int[][] rows = IntStream.range(0, b)
                .mapToObj(i -> IntStream.range(i * t, (i + 1) * t)
                        .filter(place -> there[place])
                        .toArray())
                .filter(row -> row.length > 0)
                .sorted(Comparator.comparingInt((int[] row) -> -row.length))
                .toArray(int[][]::new);
        long[] places = new long
                [IntStream.range(0, rows.length).map(i -> rows[i].length).sum()];
        int[] lengths = new int[rows.length];
        int at = 0;
        for (int i = 0; i < rows.length; i++) {
            lengths[i] = rows[i].length;
            for (int place : rows[i]) {
                places[at++] = place;
            }
        }
        return new PackedLayout(b, t, places, lengths);
    }

    /** A pass whose rows are the packed tokens, each owned by its place in its case. */
    Pass pass(Pass whole) {
        return whole.part("packed", places, slots);
    }

    /** By packed token: token t of case b has place {@code b T + t}. */
    public long[] places() {
        return places.clone();
    }

    /** Whether nothing is present. */
    public boolean isEmpty() {
        return places.length == 0;
    }

    private boolean isWhole() {
        return places.length == cases * slots;
    }

    /** From {@code [B, T, D]} to {@code [N, D]}, case by case. */
    public Tensor gather(Tensor x) {
        Tensor rows = x.reshape(cases * slots, x.size(2));
        return isWhole() ? rows : rows.indexSelect(0, index());
    }

    /** From {@code [N, D]} to {@code [B, T, D]}, zero where nothing is present. */
    public Tensor spread(Tensor x) {
        Tensor rows = isWhole() ? x : x.scatterRows(index(), cases * slots);
        return rows.reshape(cases, slots, x.size(1));
    }

    private Tensor index() {
        return Tensor.of(places, places.length);
    }

    @Override
    public Tensor attend(Tensor qkv, int heads) {
        List<int[]> groups = groups(qkv.size(1));
        long[] sizes =
                groups.stream().mapToLong(group -> IntStream.of(group).sum()).toArray();
        List<Tensor> parts = groups.size() == 1 ? List.of(qkv) : qkv.split(0, sizes);
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

    /** Lengths of cases that attention takes together. */
    private List<int[]> groups(long width) {
        List<int[]> groups = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= lengths.length; i++) {
            if (i == lengths.length || (lengths[from] - lengths[i]) * width > PADDING) {
                groups.add(IntStream.of(lengths).skip(from).limit(i - from).toArray());
                from = i;
            }
        }
        return groups;
    }

    /** @param part {@code [n, 3D]}, the tokens of these cases */
    private static Tensor attend(Tensor part, int[] group, int heads) {
        int longest = group[0];
        long width = part.size(1);
        if (group[group.length - 1] == longest) {
            Tensor even = part.reshape(group.length, longest, width);
            return Heads.of(even, heads).attend().reshape(part.size(0), width / 3);
        }
        boolean[] there = new boolean[group.length * longest];
        long[] to = new long[(int) part.size(0)];
        int at = 0;
        for (int i = 0; i < group.length; i++) {
            for (int j = 0; j < group[i]; j++) {
                to[at++] = (long) i * longest + j;
                there[i * longest + j] = true;
            }
        }
        Tensor index = Tensor.of(to, to.length);
        Tensor padded = part.scatterRows(index, there.length).reshape(group.length, longest, width);
        return Heads.of(padded, heads)
                .attend(Tensor.of(there, group.length, longest))
                .reshape(there.length, width / 3)
                .indexSelect(0, index);
    }
}
