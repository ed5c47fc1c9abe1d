package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.evaluate.study.Slice.Place;

/**
 * What the cases that kept their evidence say about all cases, in the manner of ICYM2I (arXiv 2505.16953): each counts
 * as the inverse of its chance to keep it. Where missingness depends on the hidden value or the label, the plain figure
 * on those cases describes a selected group. For methods trained on complete data.
 */
public final class StressWeights {

    /** No case counts more than this many; rarer ones would rule the figure. */
    public static final double MOST = 20;

    private final Design design;
    private final Map<Place, List<Seen>> byFold = new LinkedHashMap<>();

    /**
     * One cell of one fold.
     *
     * @param weight [N] of the cases that kept their evidence; 0 for the others
     * @param plain macro AUROC of those who kept it as they are, then in the resamples
     * @param weighted the same by weights
     */
    record Seen(double[] weight, double[] plain, double[] weighted) {}

    /**
     * @param kept cases that kept their evidence, over all folds
     * @param effective as many equally weighted cases would be as sure (Kish)
     * @param plain macro AUROC among the kept
     * @param weighted the same with each case counted as the inverse of its chance
     */
    public record Row(String entrant, Level test, int kept, double effective, Sampled plain, Sampled weighted) {}

    StressWeights(Design design) {
        this.design = design;
    }

    /** Of one cell of one fold; empty where chances are not known, or nothing was taken. */
    static Optional<Seen> seen(Filled cell, StudyOptions options) {
        if (options.kept().isEmpty()
                || !cell.trainedComplete()
                || cell.place().test().rate() == 0) {
            return Optional.empty();
        }
        double[] weight = cell.ground().weights(cell.place().test());
        View view = View.of(cell.scored(), row -> weight[row] > 0);
        double[] both = new double[weight.length];
        double[][] values = cell.resamples().measure(2, options.others(), (times, into) -> {
            for (int i = 0; i < both.length; i++) {
                both[i] = weight[i] * times[i];
            }
            view.aurocs(times, into);
            into[1] = view.macro(both);
        });
        return Optional.of(new Seen(weight, values[0], values[1]));
    }

    /** Folds come in their order. */
    void add(Place place, Seen seen) {
        byFold.computeIfAbsent(place, p -> new ArrayList<>()).add(seen);
    }

    /** By level, then in the order of the entrants; none where chances are not known. */
    public List<Row> rows() {
        List<Level> levels = design.testLevels();
        List<String> order = design.entrants().stream().map(Entrant::id).toList();
        return byFold.entrySet().stream()
                .filter(e -> e.getValue().size() == design.folds())
                .map(e -> row(e.getKey(), e.getValue()))
                .filter(row -> row.kept() > 0)
                .sorted(Comparator.comparingInt((Row r) -> levels.indexOf(r.test()))
                        .thenComparingInt(r -> order.indexOf(r.entrant())))
                .toList();
    }

    private static Row row(Place place, List<Seen> seen) {
        int kept = 0;
        double sum = 0;
        double squares = 0;
        for (Seen one : seen) {
            for (double weight : one.weight) {
                kept += weight > 0 ? 1 : 0;
                sum += weight;
                squares += weight * weight;
            }
        }
        return new Row(
                place.entrant(),
                place.test(),
                kept,
                sum * sum / squares,
                Sampled.overFolds(seen.stream().map(Seen::plain).toList()),
                Sampled.overFolds(seen.stream().map(Seen::weighted).toList()));
    }
}
