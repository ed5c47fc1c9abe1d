package org.gapwise.evaluate;

import java.util.List;
import java.util.Map;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Metric;

/**
 * The cases in which exactly these modalities are present.
 *
 * @param present modality names in the schema's order; empty when nothing is there
 * @param macro means over the labels for which a metric is defined among these cases
 * @param labels by target, the same metrics
 */
public record PatternScore(
        List<String> present, int cases, int groups, Map<Metric, Estimate> macro, List<Map<Metric, Estimate>> labels) {

    public PatternScore {
        present = List.copyOf(present);
        macro = Map.copyOf(macro);
        labels = List.copyOf(labels);
    }

    public Estimate macro(Metric metric) {
        return macro.getOrDefault(metric, Estimate.undefined(0));
    }

    /** By target. */
    public List<Estimate> labels(Metric metric) {
        return labels.stream()
                .map(label -> label.getOrDefault(metric, Estimate.undefined(0)))
                .toList();
    }
}
