package org.gapwise.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * Views of a batch as rows that stand side by side: its cases as they are, then for each modality alone and for all but
 * each those that lose something and keep something. A case that such a view leaves as it is has no row there.
 *
 * @param kept by view: the modalities that are left
 * @param among by view and case: whether the view has a row of it
 * @param cases by row
 * @param of by row: its view
 */
public record Views(List<Set<Integer>> kept, boolean[][] among, long[] cases, long[] of) {

    /** @param found by modality and case: whether it is there */
    public static Views of(boolean[][] found) {
        List<Set<Integer>> kept = kept(found.length);
        boolean[][] among = kept.stream().map(left -> changed(found, left)).toArray(boolean[][]::new);
        Arrays.fill(among[0], true);
        return of(kept, among);
    }

    private static Views of(List<Set<Integer>> kept, boolean[][] among) {
        List<Long> cases = new ArrayList<>();
        List<Long> of = new ArrayList<>();
        for (int v = 0; v < among.length; v++) {
            for (int i = 0; i < among[v].length; i++) {
                if (among[v][i]) {
                    cases.add((long) i);
                    of.add((long) v);
                }
            }
        }
        return new Views(kept, among, array(cases), array(of));
    }

    /**
     * The same, and a last view in which all modalities are left of some cases.
     *
     * @param some by case: whether it is in the last view
     */
    static Views and(boolean[][] found, boolean[] some) {
        Views views = of(found);
        List<Set<Integer>> kept = new ArrayList<>(views.kept);
        kept.add(kept.get(0));
        boolean[][] among = Arrays.copyOf(views.among, views.among.length + 1);
        among[views.among.length] = some;
        return of(kept, among);
    }

    /** Everything, each modality alone, and all but each; for two modalities the last are the same. */
    private static List<Set<Integer>> kept(int modalities) {
        Set<Integer> all = Set.copyOf(IntStream.range(0, modalities).boxed().toList());
        Set<Set<Integer>> views = new LinkedHashSet<>();
        for (int m = 0; modalities > 1 && m < modalities; m++) {
            int one = m;
            views.add(Set.of(m));
            views.add(Set.copyOf(all.stream().filter(i -> i != one).toList()));
        }
        List<Set<Integer>> kept = new ArrayList<>(List.of(all));
        kept.addAll(views);
        return kept;
    }

    /** By case: whether it loses something under the view and still has something. */
    private static boolean[] changed(boolean[][] found, Set<Integer> kept) {
        boolean[] both = new boolean[found[0].length];
        for (int i = 0; i < both.length; i++) {
            boolean has = false;
            boolean loses = false;
            for (int m = 0; m < found.length; m++) {
                has |= found[m][i] && kept.contains(m);
                loses |= found[m][i] && !kept.contains(m);
            }
            both[i] = has && loses;
        }
        return both;
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private int batch() {
        return among[0].length;
    }

    private boolean onlyWhole() {
        return cases.length == batch();
    }

    /** From {@code [B, ...]}, by case, to {@code [R, ...]}, by row. */
    Tensor rows(Tensor byCase) {
        return onlyWhole() ? byCase : byCase.indexSelect(0, Tensor.of(cases, cases.length));
    }

    /** The tokens of all modalities, a row's present where its view has left them. */
    public Tokens rows(List<Tokens> parts) {
        return left(parts.stream().map(this::rows).toList());
    }

    /** The same tokens by row. */
    public Tokens rows(Tokens byCase) {
        return onlyWhole() ? byCase : byCase.cases(cases);
    }

    /** All of them side by side, present where a row's view has left their modality. */
    public Tokens left(List<Tokens> byRow) {
        Tokens all = Tokens.concat(byRow);
        if (onlyWhole()) {
            return all;
        }
        boolean[] stays = new boolean[of.length * all.count()];
        for (int row = 0; row < of.length; row++) {
            int slot = row * all.count();
            for (int m = 0; m < byRow.size(); m++) {
                int end = slot + byRow.get(m).count();
                Arrays.fill(stays, slot, end, kept.get((int) of[row]).contains(m));
                slot = end;
            }
        }
        return all.left(stays);
    }

    /** A pass for the rows: what is drawn for a case under a view depends on no other. */
    Pass pass(Pass whole) {
        List<String> names =
                Arrays.stream(of).mapToObj(v -> v == 0 ? "view" : "view " + v).toList();
        return whole.parts(names, cases);
    }

    /** Of {@code [R, ...]} the cases as they are, {@code [B, ...]}. */
    Tensor whole(Tensor byRow) {
        return byRow.slice(0, 0, batch());
    }

    /** {@code [R, L]}: what the cases as they are learn, and what the other rows do; both by case. */
    Tensor targets(Tensor labels, Tensor taught) {
        return onlyWhole() ? labels : Tensor.concat(List.of(labels, rows(taught).slice(0, batch(), cases.length)), 0);
    }
}
