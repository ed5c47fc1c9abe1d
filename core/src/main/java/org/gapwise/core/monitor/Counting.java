package org.gapwise.core.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

/** Takes a {@link Census}, case by case. Not thread-safe. */
public final class Counting {

    private static final double DIGITS = 1000;

    private final Map<String, List<String>> modalities;
    private final Map<String, List<Integer>> inputs = new LinkedHashMap<>();
    private final Map<String, Integer> patterns = new TreeMap<>();
    private final Map<String, Said> outputs = new LinkedHashMap<>();
    private int cases;

    private static final class Said {
        private final int[] counts = new int[Census.Outputs.EDGES.size() + 1];
        private double sum;
        private double squares;
    }

    /** @param modalities the inputs of each, see {@link #modalities} */
    public Counting(Map<String, List<String>> modalities) {
        this.modalities = modalities;
        modalities.values().stream().flatMap(List::stream).forEach(input -> inputs.put(input, new ArrayList<>()));
    }

    /** The features of each table, and each image modality by itself. */
    public static Map<String, List<String>> modalities(Schema schema) {
        Map<String, List<String>> modalities = new LinkedHashMap<>();
        for (Modality modality : schema.modalities()) {
            modalities.put(
                    modality.name(),
                    modality instanceof TableModality table
                            ? table.features().stream()
                                    .map(feature -> feature.name())
                                    .toList()
                            : List.of(((ImageModality) modality).name()));
        }
        return modalities;
    }

    /** @param bins of the inputs that a case has; an input of no modality is not counted */
    public void had(Map<String, Integer> bins) {
        cases++;
        bins.forEach((input, bin) -> {
            List<Integer> counts = inputs.get(input);
            if (counts != null) {
                while (counts.size() <= bin) {
                    counts.add(0);
                }
                counts.set(bin, counts.get(bin) + 1);
            }
        });
        String there = modalities.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(bins::containsKey))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" + "));
        patterns.merge(there.isEmpty() ? Census.NOTHING : there, 1, Integer::sum);
    }

    /** A probability as a log notes it, to three digits. */
    static double noted(double probability) {
        return Math.round(probability * DIGITS) / DIGITS;
    }

    /** @param probabilities by target, of a case; counted as noted, wherever they come from */
    public void said(Map<String, Double> probabilities) {
        probabilities.forEach((target, exact) -> {
            double p = noted(exact);
            Said said = outputs.computeIfAbsent(target, key -> new Said());
            said.counts[Census.Outputs.bin(p)]++;
            said.sum += p;
            said.squares += p * p;
        });
    }

    public int cases() {
        return cases;
    }

    public Census census() {
        Map<String, Census.Outputs> all = new LinkedHashMap<>();
        outputs.forEach((target, said) -> all.put(
                target, new Census.Outputs(Arrays.stream(said.counts).boxed().toList(), said.sum, said.squares)));
        return new Census(cases, inputs, patterns, all);
    }
}
