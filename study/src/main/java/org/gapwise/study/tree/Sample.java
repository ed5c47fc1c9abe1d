package org.gapwise.study.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Label;
import org.gapwise.model.loss.UncertainPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The cases that are annotated for one target.
 *
 * @param labels in [0, 1]
 */
record Sample(Grid grid, float[] labels) {

    static Sample of(List<Case> cases, Grid grid, String target, UncertainPolicy uncertain) {
        List<Integer> rows = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            int row = i;
            label(cases.get(i).labels().get(target), uncertain).ifPresent(label -> {
                rows.add(row);
                labels.add(label);
            });
        }
        float[] numbers = new float[rows.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = labels.get(i).floatValue();
        }
        return new Sample(grid.select(rows), numbers);
    }

    private static OptionalDouble label(@Nullable Label label, UncertainPolicy uncertain) {
        if (label == null) {
            return OptionalDouble.empty();
        }
        return label == Label.UNCERTAIN ? uncertain.target() : OptionalDouble.of(label == Label.POSITIVE ? 1 : 0);
    }

    int size() {
        return labels.length;
    }

    /** Whether there is nothing to tell apart. */
    boolean constant() {
        for (float label : labels) {
            if (label != labels[0]) {
                return false;
            }
        }
        return true;
    }

    /** Share of positives after Krichevsky and Trofimov (1981): half a case of either kind added, so never 0 or 1. */
    double rate() {
        double sum = 0.5;
        for (float label : labels) {
            sum += label;
        }
        return sum / (labels.length + 1);
    }
}
