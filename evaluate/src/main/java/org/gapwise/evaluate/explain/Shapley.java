package org.gapwise.evaluate.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Modality;

/**
 * Shapley values of log odds (Shapley 1953) among what a case has. A player that does not take part is absent, as in
 * training; no value is made up for it. Few players are weighed over all subsets, many over random orders, each followed
 * by its reverse (Mitchell et al. 2022); either way the shares sum to the difference.
 */
public final class Shapley {

    /** So many players or fewer are weighed exactly: 256 subsets. */
    static final int EXACT = 8;

    private final Predictor predictor;
    private final String target;
    private final long seed;
    private final int orders;

    /**
     * @param orders pairs of random orders, when there are too many players
     * @param seed of the orders
     */
    public Shapley(Predictor predictor, String target, int orders, long seed) {
        this.predictor = predictor;
        this.target = target;
        this.orders = orders;
        this.seed = seed;
    }

    /** Shares of the modalities that a case has. */
    public Attribution modalities(Case one) {
        Map<String, List<String>> players = new LinkedHashMap<>();
        for (Modality modality : predictor.schema().modalities()) {
            if (one.has(modality)) {
                players.put(modality.name(), Inputs.of(modality));
            }
        }
        return shares(one, players);
    }

    /** Shares of the single features and pictures that a case has. */
    public Attribution inputs(Case one) {
        Map<String, List<String>> players = new LinkedHashMap<>();
        Inputs.present(predictor.schema(), one).forEach(name -> players.put(name, List.of(name)));
        return shares(one, players);
    }

    private Attribution shares(Case one, Map<String, List<String>> players) {
        List<String> names = List.copyOf(players.keySet());
        int n = names.size();
        List<BitSet> coalitions = n <= EXACT ? subsets(n) : prefixes(n);
        Map<BitSet, Double> worth = worth(one, List.copyOf(players.values()), coalitions);
        double[] share = n <= EXACT ? exact(n, worth) : sampled(n, worth);
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            shares.put(names.get(i), share[i]);
        }
        BitSet all = new BitSet();
        all.set(0, n);
        return new Attribution(target, known(worth, new BitSet()), known(worth, all), shares);
    }

    /** Asks about all coalitions at once. */
    private Map<BitSet, Double> worth(Case one, List<List<String>> players, List<BitSet> coalitions) {
        List<BitSet> different = List.copyOf(new LinkedHashSet<>(coalitions));
        List<Case> cases = new ArrayList<>();
        for (BitSet coalition : different) {
            Set<String> kept = new LinkedHashSet<>();
            coalition.stream().forEach(i -> kept.addAll(players.get(i)));
            cases.add(Inputs.only(one, kept));
        }
        double[] logits = logits(predictor, target, cases);
        Map<BitSet, Double> worth = new LinkedHashMap<>();
        for (int i = 0; i < logits.length; i++) {
            worth.put(different.get(i), logits[i]);
        }
        return worth;
    }

    /** [N] log odds of a target. */
    static double[] logits(Predictor predictor, String target, List<Case> cases) {
        return predictor.predict(cases).stream()
                .mapToDouble(p -> Logistic.logit(p.probability(target)))
                .toArray();
    }

    private static List<BitSet> subsets(int n) {
        List<BitSet> subsets = new ArrayList<>();
        for (long mask = 0; mask < 1L << n; mask++) {
            subsets.add(BitSet.valueOf(new long[] {mask}));
        }
        return subsets;
    }

    /** Sum over subsets S without i of |S|! (n - |S| - 1)! / n! times what i adds to S. */
    private static double[] exact(int n, Map<BitSet, Double> worth) {
        double[] share = new double[n];
        worth.forEach((coalition, value) -> {
            for (int i = coalition.nextClearBit(0); i < n; i = coalition.nextClearBit(i + 1)) {
                BitSet joined = (BitSet) coalition.clone();
                joined.set(i);
                share[i] += weight(coalition.cardinality(), n) * (known(worth, joined) - value);
            }
        });
        return share;
    }

    private static double weight(int size, int n) {
        double weight = 1.0 / n;
        for (int i = 1; i <= size; i++) {
            weight *= i / (double) (n - i);
        }
        return weight;
    }

    private double[] sampled(int n, Map<BitSet, Double> worth) {
        double[] share = new double[n];
        for (int[] order : orders(n)) {
            BitSet joined = new BitSet();
            double before = known(worth, joined);
            for (int player : order) {
                joined.set(player);
                double after = known(worth, joined);
                share[player] += (after - before) / (2 * orders);
                before = after;
            }
        }
        return share;
    }

    private List<BitSet> prefixes(int n) {
        List<BitSet> prefixes = new ArrayList<>();
        for (int[] order : orders(n)) {
            BitSet joined = new BitSet();
            prefixes.add((BitSet) joined.clone());
            for (int player : order) {
                joined.set(player);
                prefixes.add((BitSet) joined.clone());
            }
        }
        return prefixes;
    }

    private List<int[]> orders(int n) {
        List<int[]> all = new ArrayList<>();
        for (int k = 0; k < orders; k++) {
            int[] order = shuffled(n, Seeds.of(seed, "shapley", k));
            int[] reverse = new int[n];
            for (int i = 0; i < n; i++) {
                reverse[i] = order[n - 1 - i];
            }
            all.add(order);
            all.add(reverse);
        }
        return all;
    }

    static int[] shuffled(int n, SplittableRandom random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static double known(Map<BitSet, Double> worth, BitSet coalition) {
        Double value = worth.get(coalition);
        if (value == null) {
            throw new IllegalStateException("nobody asked about " + coalition);
        }
        return value;
    }
}
