package org.gapwise.evaluate;

import java.util.List;
import org.gapwise.core.metrics.Estimate;

/**
 * The cases in which exactly these modalities are present.
 *
 * @param present modality names in the schema's order; empty when nothing is there
 * @param macroAuroc over the labels that have both classes among these cases
 * @param labels AUROC by target
 */
public record PatternScore(List<String> present, int cases, int groups, Estimate macroAuroc, List<Estimate> labels) {

    public PatternScore {
        present = List.copyOf(present);
        labels = List.copyOf(labels);
    }
}
