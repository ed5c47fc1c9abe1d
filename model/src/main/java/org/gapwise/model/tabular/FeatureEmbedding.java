package org.gapwise.model.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.fusion.Distinct;
import org.gapwise.model.fusion.PackedLayout;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Functional;
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

    /** Tokens {@code [B, F, D]}, zero where absent. */
    public Tokens forward(TableBatch batch) {
        PackedLayout layout = PackedLayout.of(batch.present());
        if (layout.isEmpty()) {
            return Tokens.of(Tensor.zeros(batch.present().size(0), kinds.length, width), batch.present());
        }
        return Tokens.of(layout.spread(distinct(cells(batch, layout)).all()), batch.present());
    }

    /** The present cells of a layout of the batch. */
    DistinctCells cells(TableBatch batch, PackedLayout layout) {
        float[] values = batch.values().toFloats();
        long[] places = layout.places();
        DistinctCells.Gathering gathering = new DistinctCells.Gathering(places.length, levels);
        for (long place : places) {
            float value = values[(int) place];
            int kind = kinds[(int) (place % kinds.length)];
            if (kind < 0) {
                gathering.level(-1 - kind + (int) value);
            } else {
                gathering.number(kind, value);
            }
        }
        return gathering.done();
    }

    /** Their tokens. */
    Distinct distinct(DistinctCells cells) {
        return new Distinct(tokens(cells), Tensor.of(cells.which(), cells.which().length), Optional.empty());
    }

    private Tensor tokens(DistinctCells cells) {
        List<Tensor> parts = new ArrayList<>();
        if (cells.values().length > 0) {
            parts.add(numbers(cells));
        }
        if (cells.levels().length > 0) {
            parts.add(Functional.embedding(table, Tensor.of(cells.levels(), cells.levels().length)));
        }
        return parts.size() == 1 ? parts.get(0) : Tensor.concat(parts, 0);
    }

    private Tensor numbers(DistinctCells cells) {
        Tensor feature = Tensor.of(cells.numeric(), cells.numeric().length);
        Tensor stretched =
                Functional.embedding(slope, feature).times(Tensor.of(cells.values(), cells.values().length, 1));
        return offset.map(o -> stretched.plus(Functional.embedding(o, feature))).orElse(stretched);
    }
}
