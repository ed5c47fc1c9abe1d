package org.gapwise.model.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.token.PresentTokens;
import org.gapwise.nn.Init;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Tensor;

/**
 * One token a feature: a scaled number stretches its own vector, a level picks its own row of one table. Only present
 * cells are looked at, and those that are alike are embedded once.
 */
public final class FeatureEmbedding extends Layer {

    private final int width;
    /** By feature: its place among the numeric ones, or one below zero less the row of its first level. */
    private final int[] kinds;

    private final int levels;
    private final Tensor slope;
    private final Optional<Tensor> offset;
    private final Tensor table;

    public FeatureEmbedding(List<Feature> features, int width, NumericForm form, SplittableRandom random) {
        this.width = width;
        kinds = new int[features.size()];
        int numbers = 0;
        int rows = 0;
        for (int f = 0; f < kinds.length; f++) {
            if (features.get(f) instanceof Categorical choice) {
                kinds[f] = -1 - rows;
                rows += choice.levels().size() + 1;
            } else {
                kinds[f] = numbers++;
            }
        }
        levels = rows;
        double deviation = 1 / Math.sqrt(width);
        slope = parameter("numeric.slope", Init.normal(random, deviation, numbers, width));
        offset = form == NumericForm.BIASED
                ? Optional.of(parameter("numeric.offset", Init.normal(random, deviation, numbers, width)))
                : Optional.empty();
        table = parameter("levels", Init.normal(random, deviation, levels, width));
    }

    /** {@code [L, D]}, the tokens of all levels of all features. */
    Tensor levels() {
        return table;
    }

    /** One token a present cell. */
    public PresentTokens forward(TableBatch table) {
        return tokens(cells(table));
    }

    /** The present cells of a table. */
    DistinctCells cells(TableBatch table) {
        float[] values = table.values().toFloats();
        boolean[] present = table.present().toBooleans();
        DistinctCells.Gathering gathering = new DistinctCells.Gathering(present.length, levels);
        for (int row = 0; row < present.length; row += kinds.length) {
            for (int f = 0; f < kinds.length; f++) {
                if (!present[row + f]) {
                    gathering.nothing();
                } else if (kinds[f] < 0) {
                    gathering.level(-1 - kinds[f] + (int) values[row + f]);
                } else {
                    gathering.number(kinds[f], values[row + f]);
                }
            }
        }
        return gathering.done();
    }

    /** Their tokens. */
    PresentTokens tokens(DistinctCells cells) {
        return new PresentTokens(vectors(cells), cells.rows(), kinds.length);
    }

    private Tensor vectors(DistinctCells cells) {
        List<Tensor> parts = new ArrayList<>();
        if (cells.values().length > 0) {
            parts.add(numbers(cells));
        }
        if (cells.levels().length > 0) {
            parts.add(table.indexSelect(0, Tensor.of(cells.levels(), cells.levels().length)));
        }
        return parts.isEmpty() ? Tensor.zeros(0, width) : parts.size() == 1 ? parts.get(0) : Tensor.concat(parts, 0);
    }

    private Tensor numbers(DistinctCells cells) {
        Tensor feature = Tensor.of(cells.numeric(), cells.numeric().length);
        Tensor stretched = slope.indexSelect(0, feature).times(Tensor.of(cells.values(), cells.values().length, 1));
        return offset.map(o -> stretched.plus(o.indexSelect(0, feature))).orElse(stretched);
    }
}
