package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gapwise.evaluate.Scored;
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
    private final StudyOptions options;
    private final Map<Place, List<double[]>> plain = new LinkedHashMap<>();
    private final Map<Place, List<double[]>> weighted = new LinkedHashMap<>();
    private final Map<Place, double[]> counts = new LinkedHashMap<>();

    /**
     * @param kept cases that kept their evidence, over all folds
     * @param effective as many equally weighted cases would be as sure (Kish)
     * @param plain macro AUROC among the kept
     * @param weighted the same with each case counted as the inverse of its chance
     */
    public record Row(String entrant, Level test, int kept, double effective, Sampled plain, Sampled weighted) {}

    StressWeights(Design design, StudyOptions options) {
        this.design = design;
        this.options = options;
    }

    void add(Filled cell) {
        if (options.kept().isEmpty()
                || !cell.trainedComplete()
                || cell.place().test().rate() == 0) {
            return;
        }
        Scored scored = cell.scored();
        double[] weight = new double[scored.size()];
        double[] count = counts.computeIfAbsent(cell.place(), p -> new double[3]);
        for (int row = 0; row < weight.length; row++) {
            OptionalDouble chance = options.kept().get().of(cell.place().test(), cell.fold(), row);
            if (chance.isPresent()) {
                weight[row] = Math.min(MOST, 1 / chance.getAsDouble());
                count[0]++;
                count[1] += weight[row];
                count[2] += weight[row] * weight[row];
            }
        }
        View view = View.of(scored, row -> weight[row] > 0);
        double[][] values = cell.resamples().measure(2, options.others(), (times, into) -> {
            double[] both = new double[weight.length];
            for (int i = 0; i < both.length; i++) {
                both[i] = weight[i] * times[i];
            }
            view.aurocs(times, into);
            into[1] = view.macro(both);
        });
        plain.computeIfAbsent(cell.place(), p -> new ArrayList<>()).add(values[0]);
        weighted.computeIfAbsent(cell.place(), p -> new ArrayList<>()).add(values[1]);
    }

    /** By level, then in the order of the entrants; none where chances are not known. */
    public List<Row> rows() {
        List<Level> levels = design.testLevels();
        List<String> order = design.entrants().stream().map(Entrant::id).toList();
        return counts.entrySet().stream()
                .filter(e -> e.getValue()[0] > 0)
                .filter(e -> plain.getOrDefault(e.getKey(), List.of()).size() == design.folds())
                .map(e -> row(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingInt((Row r) -> levels.indexOf(r.test()))
                        .thenComparingInt(r -> order.indexOf(r.entrant())))
                .toList();
    }

    private Row row(Place place, double[] count) {
        return new Row(
                place.entrant(),
                place.test(),
                (int) count[0],
                count[1] * count[1] / count[2],
                Sampled.overFolds(plain.getOrDefault(place, List.of())),
                Sampled.overFolds(weighted.getOrDefault(place, List.of())));
    }
}
