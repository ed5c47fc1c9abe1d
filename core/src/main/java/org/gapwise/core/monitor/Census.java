package org.gapwise.core.monitor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a set of cases had and what a model said of them, as counts.
 *
 * @param cases how many
 * @param inputs by feature and image modality: how many had it in each bin; their sum had it at all
 * @param patterns by the modalities of which anything was there, joined by {@code " + "}
 * @param outputs by target
 */
public record Census(
        int cases, Map<String, List<Integer>> inputs, Map<String, Integer> patterns, Map<String, Outputs> outputs) {

    /** The pattern of cases that have nothing. */
    public static final String NOTHING = "nothing";

    /**
     * Answers about a target.
     *
     * @param counts by bin of probability, see {@link #EDGES}
     * @param sum of the probabilities
     * @param squares sum of their squares
     */
    public record Outputs(List<Integer> counts, double sum, double squares) {

        /** Bin k holds the probabilities above k of these. */
        public static final List<Double> EDGES = List.of(
                0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98,
                0.99);

        public Outputs {
            counts = List.copyOf(counts);
        }

        static int bin(double probability) {
            return (int) EDGES.stream().filter(edge -> probability > edge).count();
        }

        public int answers() {
            return total(counts);
        }

        public double mean() {
            return sum / answers();
        }

        /** Of a single answer; 0 of fewer than two. */
        public double variance() {
            int n = answers();
            return n < 2 ? 0 : Math.max(0, (squares - sum * sum / n) / (n - 1));
        }
    }

    public Census {
        Map<String, List<Integer>> copy = new LinkedHashMap<>();
        inputs.forEach((name, counts) -> copy.put(name, List.copyOf(counts)));
        inputs = Collections.unmodifiableMap(copy);
        patterns = Collections.unmodifiableMap(new LinkedHashMap<>(patterns));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** The same cases with other answers about them. */
    public Census saying(Map<String, Outputs> other) {
        return new Census(cases, inputs, patterns, other);
    }

    /** How many had an input. */
    public int having(String input) {
        return total(inputs.getOrDefault(input, List.of()));
    }

    /** How many had anything of a modality. */
    public int havingModality(String modality) {
        return patterns.entrySet().stream()
                .filter(each -> List.of(each.getKey().split(" \\+ ")).contains(modality))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static int total(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
