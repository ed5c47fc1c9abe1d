package org.gapwise.evaluate.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.ImageModality;

/** Explains answers of a predictor. */
public final class Explaining {

    private static final int ORDERS = 32;
    private static final int PICTURES = 200;

    private final Predictor predictor;
    private final Optional<Training> training;
    private final long seed;

    /**
     * What the model was trained on.
     *
     * @param cohort the training cases
     * @param side pixels of a picture as the model reads it
     * @param grid cells of a side of a heat map
     * @param ways to make heat maps
     */
    public record Training(Cohort cohort, int side, int grid, List<PictureMap> ways) {

        public Training {
            ways = List.copyOf(ways);
        }
    }

    /** @param seed of orders and of which training cases are looked at */
    public Explaining(Predictor predictor, Optional<Training> training, long seed) {
        this.predictor = predictor;
        this.training = training;
        this.seed = seed;
    }

    public Explanation of(Case one, String target) {
        Shapley shapley = new Shapley(predictor, target, ORDERS, seed);
        Attribution inputs = shapley.inputs(one);
        List<JudgedMap> maps = new ArrayList<>();
        List<Measuring> next = new ArrayList<>();
        training.ifPresent(known -> {
            maps.addAll(maps(one, target, known));
            next.addAll(new NextMeasurement(predictor, known.cohort(), NextMeasurement.Options.usual(seed))
                    .ranked(one, target));
        });
        return new Explanation(
                predictor.predict(one),
                target,
                shapley.modalities(one),
                inputs,
                Faithfulness.of(predictor, one, inputs, ORDERS, seed),
                maps,
                next);
    }

    private List<JudgedMap> maps(Case one, String target, Training known) {
        List<JudgedMap> maps = new ArrayList<>();
        for (ImageModality image : predictor.schema().images()) {
            if (one.images().containsKey(image.name())) {
                maps.addAll(maps(one, image.name(), target, known));
            }
        }
        return maps;
    }

    private List<JudgedMap> maps(Case one, String modality, String target, Training known) {
        Pixels mean = Occlusion.mean(known.cohort(), modality, PICTURES, known.side());
        MapFaithfulness judge = new MapFaithfulness(predictor, mean, seed);
        return known.ways().stream()
                .map(way -> new HeatMap(way.method(), modality, way.cells(one, modality, target, mean, known.grid())))
                .map(map -> new JudgedMap(map, judge.of(one, target, map)))
                .sorted(Comparator.comparingDouble(
                        judged -> -judged.faithfulness().score()))
                .toList();
    }
}
