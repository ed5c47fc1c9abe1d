package org.gapwise.evaluate.explain;

import java.util.List;
import org.gapwise.core.predict.Prediction;

/**
 * Why a model answers as it does about one target of one case, and what would change it.
 *
 * @param modalities shares of whole modalities
 * @param inputs shares of single features and pictures
 * @param faithfulness of the shares of single inputs
 * @param maps of each picture by each way, the most faithful first, if there is training data to compare with
 * @param next what is absent, by what it would be worth; empty without training data
 */
public record Explanation(
        Prediction prediction,
        String target,
        Attribution modalities,
        Attribution inputs,
        Faithfulness faithfulness,
        List<JudgedMap> maps,
        List<Measuring> next) {

    public Explanation {
        maps = List.copyOf(maps);
        next = List.copyOf(next);
    }
}
