package org.gapwise.core.cohort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gapwise.core.Seeds;

/**
 * Greedy grouped stratification over many labels: groups are dealt out, those with the rarest annotated labels first,
 * each to the part that lacks most of what it holds (after Sechidis, Tsoumakas, Vlahavas, ECML 2011, with positives
 * and negatives as strata; what nobody annotated counts for nothing).
 */
final class Stratified {

    private final double[] shares;
    private final double[][] wanted;
    private final double[] total;

    private Stratified(double[] shares, double[] total) {
        this.shares = shares;
        this.total = total;
        this.wanted = new double[shares.length][total.length];
        for (int p = 0; p < shares.length; p++) {
            for (int s = 0; s < total.length; s++) {
                wanted[p][s] = shares[p] * total[s];
            }
        }
    }

    /** The part number of each case; {@code shares} sum to one. */
    static int[] assign(Cohort cohort, double[] shares, long seed) {
        List<String> targets = cohort.schema().targetNames();
        Map<String, Group> groups = new TreeMap<>();
        double[] total = new double[2 * targets.size() + 1];
        for (int i = 0; i < cohort.size(); i++) {
            Case one = cohort.get(i);
            Group group = groups.computeIfAbsent(one.group(), name -> new Group(name, total.length, seed));
            group.add(i, one, targets);
        }
        groups.values().forEach(group -> {
            for (int s = 0; s < total.length; s++) {
                total[s] += group.strata[s];
            }
        });
        List<Group> order = new ArrayList<>(groups.values());
        order.sort(Comparator.comparingDouble((Group g) -> -g.rarity(total)).thenComparingLong(g -> g.draw));
        Stratified dealing = new Stratified(shares, total);
        int[] parts = new int[cohort.size()];
        for (Group group : order) {
            int part = dealing.take(group);
            group.cases.forEach(i -> parts[i] = part);
        }
        return parts;
    }

    private int take(Group group) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < shares.length; p++) {
            double need = shares[p] <= 0 ? Double.NEGATIVE_INFINITY : need(group, p);
            if (need > most) {
                most = need;
                best = p;
            }
        }
        for (int s = 0; s < total.length; s++) {
            wanted[best][s] -= group.strata[s];
        }
        return best;
    }

    /** How much of what the part still lacks, as a share of its due, the group would bring. */
    private double need(Group group, int part) {
        double need = 0;
        for (int s = 0; s < total.length; s++) {
            if (group.strata[s] > 0) {
                need += group.strata[s] / total[s] * (wanted[part][s] / (shares[part] * total[s]));
            }
        }
        return need;
    }

    private static final class Group {
        final List<Integer> cases = new ArrayList<>();
        final double[] strata;
        final long draw;

        Group(String name, int size, long seed) {
            strata = new double[size];
            draw = Seeds.mix(seed, "split/" + name);
        }

        void add(int index, Case one, List<String> targets) {
            cases.add(index);
            strata[strata.length - 1]++;
            for (int t = 0; t < targets.size(); t++) {
                Label label = one.labels().get(targets.get(t));
                if (label == Label.POSITIVE) {
                    strata[2 * t]++;
                } else if (label == Label.NEGATIVE) {
                    strata[2 * t + 1]++;
                }
            }
        }

        double rarity(double[] total) {
            double most = 0;
            for (int s = 0; s < strata.length; s++) {
                most = strata[s] > 0 ? Math.max(most, 1 / total[s]) : most;
            }
            return most;
        }
    }
}
