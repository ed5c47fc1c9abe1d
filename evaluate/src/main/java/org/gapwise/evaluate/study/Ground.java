package org.gapwise.evaluate.study;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gapwise.evaluate.Scored;

/** What all cells of a fold share: its cases, the resamples of their patients, and what weighs them. */
final class Ground {

    private final int fold;
    private final Scored first;
    private final Resamples resamples;
    private final Optional<KeptChance> kept;
    private final Map<Level, double[]> weights = new ConcurrentHashMap<>();

    /** @param first the first answers of the fold, against which all others are checked */
    Ground(int fold, Scored first, StudyOptions options) {
        this.fold = fold;
        this.first = first;
        resamples = new Resamples(first.group(), options.resamples(), options.seed(), fold);
        kept = options.kept();
    }

    int fold() {
        return fold;
    }

    Scored first() {
        return first;
    }

    Resamples resamples() {
        return resamples;
    }

    /** [N] inverse chances to be untouched at a level, at most {@link StressWeights#MOST}; 0 where they are not known. */
    double[] weights(Level test) {
        return weights.computeIfAbsent(test, this::weighed);
    }

    private double[] weighed(Level test) {
        double[] weight = new double[first.size()];
        kept.ifPresent(chances -> {
            for (int row = 0; row < weight.length; row++) {
                int at = row;
                chances.of(test, fold, row).ifPresent(chance -> weight[at] = Math.min(StressWeights.MOST, 1 / chance));
            }
        });
        return weight;
    }
}
