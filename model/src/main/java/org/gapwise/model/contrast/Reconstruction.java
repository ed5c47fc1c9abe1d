package org.gapwise.model.contrast;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.fusion.Mlp;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Tensor;

/** Guesses the cells of a table from one vector a case: a scaled number itself, of a choice how likely each level is. */
public final class Reconstruction extends Layer {

    /** How many outputs each feature takes, in the schema's order: 1 for a number, else its levels and "other". */
    private final List<Integer> widths;

    private final List<Boolean> numeric;
    private final Mlp guess;

    public Reconstruction(List<Feature> features, int width, SplittableRandom random) {
        numeric = features.stream().map(f -> !(f instanceof Categorical)).toList();
        widths = features.stream()
                .map(f -> f instanceof Categorical choice ? choice.levels().size() + 1 : 1)
                .toList();
        int outputs = widths.stream().mapToInt(Integer::intValue).sum();
        guess = layer("guess", new Mlp(List.of(width, width, outputs), random));
    }

    /**
     * Squared errors of numbers and cross-entropies of choices.
     *
     * @param digest {@code [B, D]}
     * @param truth the table with nothing hidden, {@code [B, F]}
     * @param hidden {@code [B, F]}, boolean: the cells that count; all of them are present in {@code truth}
     * @return a scalar, the mean over hidden cells; 0 without any
     */
    public Tensor loss(Tensor digest, TableBatch truth, Tensor hidden) {
        Tensor guesses = guess.apply(digest);
        Tensor values = truth.values().where(hidden, Tensor.zeros(1));
        List<Tensor> errors = new ArrayList<>();
        int from = 0;
        for (int f = 0; f < widths.size(); f++) {
            int to = from + widths.get(f);
            Tensor value = values.slice(1, f, f + 1);
            Tensor guessed = guesses.slice(1, from, to);
            errors.add(numeric.get(f) ? guessed.minus(value).square() : surprise(guessed, value));
            from = to;
        }
        return Tensor.concat(errors, 1)
                .maskedFill(hidden.not(), 0)
                .sum()
                .over(hidden.toFloat().sum().clamp(1, Float.MAX_VALUE));
    }

    private static Tensor surprise(Tensor guessed, Tensor level) {
        return guessed.logSoftmax(1).gather(1, level.toLong()).negate();
    }
}
