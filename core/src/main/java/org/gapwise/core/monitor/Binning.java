package org.gapwise.core.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Schema;

/**
 * From the values of a case to numbers of coarse bins: tenths of the training cases for quantities, levels for the rest. A
 * picture that is there is in bin 0, as is a feature without edges or levels.
 *
 * @param edges by numeric feature, rising; bin k holds what is above k of them
 */
public record Binning(Map<String, List<Double>> edges) {

    /** Knows nothing but presence. */
    public static final Binning NONE = new Binning(Map.of());

    private static final int MOST = 10;
    private static final int FEWEST_IN_BIN = 20;

    public Binning {
        Map<String, List<Double>> copy = new LinkedHashMap<>();
        edges.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        edges = Collections.unmodifiableMap(copy);
    }

    /** Learns the edges; a feature measured in few cases gets fewer bins, so that none stands for a handful of cases. */
    public static Binning fit(Schema schema, List<Case> training) {
        Map<String, List<Double>> observed = new LinkedHashMap<>();
        for (Case one : training) {
            one.numbers().forEach((name, value) -> observed.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(value));
        }
        Map<String, List<Double>> edges = new LinkedHashMap<>();
        for (Feature feature : schema.features()) {
            if (!(feature instanceof Categorical)) {
                edges.put(feature.name(), quantiles(observed.getOrDefault(feature.name(), List.of())));
            }
        }
        return new Binning(edges);
    }

    private static List<Double> quantiles(List<Double> observed) {
        double[] sorted =
                observed.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int bins = Math.min(MOST, sorted.length / FEWEST_IN_BIN);
        double[] edges = new double[Math.max(0, bins - 1)];
        Arrays.setAll(edges, k -> sorted[(int) ((k + 1L) * sorted.length / bins) - 1]);
        return Arrays.stream(edges).distinct().boxed().toList();
    }

    /** The bin of each input that is there, in the schema's order. */
    public Map<String, Integer> bins(Schema schema, Case one) {
        Map<String, Integer> bins = new LinkedHashMap<>();
        for (Feature feature : schema.features()) {
            if (one.has(feature)) {
                bins.put(feature.name(), bin(feature, one));
            }
        }
        for (ImageModality image : schema.images()) {
            if (one.has(image)) {
                bins.put(image.name(), 0);
            }
        }
        return bins;
    }

    private int bin(Feature feature, Case one) {
        if (feature instanceof Categorical categorical) {
            int level = categorical.levels().indexOf(one.categories().get(feature.name()));
            return level >= 0 ? level : categorical.levels().size();
        }
        double value = one.numbers().getOrDefault(feature.name(), 0.0);
        return (int) edges.getOrDefault(feature.name(), List.of()).stream()
                .filter(edge -> value > edge)
                .count();
    }
}
