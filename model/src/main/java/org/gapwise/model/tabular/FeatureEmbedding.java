package org.gapwise.model.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Functional;
import org.gapwise.nn.Init;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Tensor;

/**
 * One token a feature: a scaled number stretches its own vector, a level picks its own row of one table. All numeric
 * features go through one kernel, all categorical ones through another. What stands in an absent cell, NaN included,
 * is dropped before anything is computed.
 */
public final class FeatureEmbedding extends Layer {

    private final int width;
    private final long[] numeric;
    private final long[] categorical;
    private final long[] place;
    private final long[] firstLevel;
    private final long levels;
    private final Tensor slope;
    private final Optional<Tensor> offset;
    private final Tensor table;

    public FeatureEmbedding(List<Feature> features, int width, NumericForm form, SplittableRandom random) {
        this.width = width;
        List<Long> numbers = new ArrayList<>();
        List<Long> choices = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        long rows = 0;
        for (int f = 0; f < features.size(); f++) {
            if (features.get(f) instanceof Categorical choice) {
                choices.add((long) f);
                starts.add(rows);
                rows += choice.levels().size() + 1;
            } else {
                numbers.add((long) f);
            }
        }
        numeric = array(numbers);
        categorical = array(choices);
        firstLevel = array(starts);
        levels = rows;
        place = place();
        double deviation = 1 / Math.sqrt(width);
        slope = parameter("numeric.slope", Init.normal(random, deviation, numeric.length, width));
        offset = form == NumericForm.BIASED
                ? Optional.of(parameter("numeric.offset", Init.normal(random, deviation, numeric.length, width)))
                : Optional.empty();
        table = parameter("levels", Init.normal(random, deviation, levels, width));
    }

    int width() {
        return width;
    }

    /** Tokens {@code [B, F, D]}, zero where absent. */
    public Tokens forward(TableBatch batch) {
        Tensor clean = batch.values().where(batch.present(), Tensor.zeros(1));
        List<Tensor> parts = new ArrayList<>();
        if (numeric.length > 0) {
            parts.add(numbers(columns(clean, numeric)));
        }
        if (categorical.length > 0) {
            Tensor rows = columns(clean, categorical).toLong().plus(Tensor.of(firstLevel, 1, firstLevel.length));
            parts.add(Functional.embedding(table, rows));
        }
        Tensor embedded = Tensor.concat(parts, 1);
        Tensor inPlace = parts.size() == 1 ? embedded : embedded.indexSelect(1, Tensor.of(place, place.length));
        return Tokens.of(inPlace.times(batch.present().toFloat().unsqueeze(2)), batch.present());
    }

    private Tensor numbers(Tensor values) {
        Tensor stretched = values.unsqueeze(2).times(slope.unsqueeze(0));
        return offset.map(o -> stretched.plus(o.unsqueeze(0))).orElse(stretched);
    }

    private static Tensor columns(Tensor values, long[] columns) {
        return columns.length == values.size(1) ? values : values.indexSelect(1, Tensor.of(columns, columns.length));
    }

    /** Where each feature stands when the numeric ones come first. */
    private long[] place() {
        long[] order = new long[numeric.length + categorical.length];
        for (int i = 0; i < numeric.length; i++) {
            order[(int) numeric[i]] = i;
        }
        for (int i = 0; i < categorical.length; i++) {
            order[(int) categorical[i]] = (long) numeric.length + i;
        }
        return order;
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
