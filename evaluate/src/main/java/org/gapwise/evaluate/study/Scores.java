package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.evaluate.study.Slice.Place;

/**
 * All figures of a study by place in the grid. On the two reported slices figures carry resamples, elsewhere only their
 * values. A place that lacks a fold has no figures.
 */
public final class Scores {

    private final Map<Place, Map<Measure, List<double[]>>> byFold = new LinkedHashMap<>();
    private final Map<Place, Map<Measure, Sampled>> figures = new LinkedHashMap<>();

    /** The figures of one cell of one fold; those that cost more are taken on complete training data alone. */
    static Map<Measure, double[]> measure(Filled cell, StudyOptions options) {
        Map<Measure, double[]> values = new EnumMap<>(Measure.class);
        int draws = cell.reported() ? options.resamples() : 0;
        double[][] aurocs = cell.resamples().measure(2, draws, cell.view()::aurocs);
        values.put(Measure.MACRO_AUROC, aurocs[0]);
        values.put(Measure.WEIGHTED_AUROC, aurocs[1]);
        if (cell.trainedComplete()) {
            double[][] others =
                    cell.resamples().measure(3, options.others(), cell.view().others());
            values.put(Measure.AVERAGE_PRECISION, others[0]);
            values.put(Measure.BRIER, others[1]);
            // Without its resamples: they repeat cases, and so lie above the figure.
            values.put(Measure.ECE, Arrays.copyOf(others[2], 1));
        }
        return values;
    }

    /** Folds come in their order. */
    void add(Place place, Map<Measure, double[]> values) {
        Map<Measure, List<double[]>> own = byFold.computeIfAbsent(place, p -> new EnumMap<>(Measure.class));
        values.forEach((measure, figures) ->
                own.computeIfAbsent(measure, m -> new ArrayList<>()).add(figures));
    }

    /** Takes means over folds, once all cells are in. */
    void close(int folds) {
        byFold.forEach((place, measures) -> measures.forEach((measure, values) -> {
            if (values.size() == folds) {
                figures.computeIfAbsent(place, p -> new EnumMap<>(Measure.class))
                        .put(measure, Sampled.overFolds(values));
            }
        }));
        byFold.clear();
    }

    /** Empty where a place was not run in every fold, or a measure is not taken there. */
    public Optional<Sampled> of(Place place, Measure measure) {
        return Optional.ofNullable(figures.getOrDefault(place, Map.of()).get(measure));
    }

    /** Macro AUROC. */
    public Optional<Sampled> of(Place place) {
        return of(place, Measure.MACRO_AUROC);
    }

    /** Macro AUROC of an entrant; where it was not trained at this level, as trained on complete data. */
    public Optional<Sampled> nearest(Place place) {
        return of(place).or(() -> of(new Place(place.entrant(), Level.COMPLETE, place.test())));
    }

    /** Macro AUROC along a slice; empty when a level lacks. */
    public Optional<List<Sampled>> along(Slice slice, Arm arm, String entrant) {
        List<Sampled> line = slice.rates(arm).stream()
                .flatMap(rate -> of(slice.at(entrant, arm, rate)).stream())
                .toList();
        return line.size() == slice.rates(arm).size() ? Optional.of(line) : Optional.empty();
    }
}
