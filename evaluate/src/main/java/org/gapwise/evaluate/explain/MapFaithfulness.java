package org.gapwise.evaluate.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.predict.Predictor;

/**
 * Whether a heat map names the places that the model uses: its cells are covered by the same place of a baseline picture, from
 * those on that speak most for what the picture speaks for, and uncovered in that order, next to random orders (deletion and insertion; Petsiuk et al. 2018).
 */
public final class MapFaithfulness {

    private static final int ORDERS = 8;
    private static final int STEPS = 16;

    private final Predictor predictor;
    private final Pixels baseline;
    private final long seed;

    /** @param baseline of the size that the model reads */
    public MapFaithfulness(Predictor predictor, Pixels baseline, long seed) {
        this.predictor = predictor;
        this.baseline = baseline;
        this.seed = seed;
    }

    /** Of the map of a case that has the picture. */
    public Faithfulness of(Case one, String target, HeatMap map) {
        ImageSource source = one.images().get(map.modality());
        if (source == null) {
            throw new IllegalArgumentException("the case has no picture \"" + map.modality() + "\"");
        }
        Pixels picture = source.read(baseline.width());
        int grid = map.cells().length;
        Case blind = one.with(map.modality(), size -> baseline);
        double[] ends = Shapley.logits(predictor, target, List.of(one, blind));
        // As for inputs: a picture that speaks against the finding has its strongest cells below zero.
        double direction = ends[0] >= ends[1] ? 1 : -1;
        int[] order = IntStream.range(0, grid * grid)
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> -direction * map.cells()[cell / grid][cell % grid]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> orders = new ArrayList<>(List.of(order, reversed(order)));
        for (int k = 0; k < ORDERS; k++) {
            orders.add(Shapley.shuffled(order.length, Seeds.of(seed, "map faithfulness", k)));
        }
        List<Case> asked = new ArrayList<>();
        for (int[] each : orders) {
            for (int step = 0; step <= STEPS; step++) {
                int[] covered = Arrays.copyOf(each, each.length * step / STEPS);
                Pixels shown = Covering.cells(picture, baseline, covered, grid);
                asked.add(one.with(map.modality(), size -> shown));
            }
        }
        double[] logits = Shapley.logits(predictor, target, asked);
        double random = IntStream.range(2, orders.size())
                .mapToDouble(k -> mean(logits, k))
                .average()
                .orElseThrow();
        return new Faithfulness(direction * mean(logits, 0), direction * mean(logits, 1), direction * random);
    }

    private static double mean(double[] logits, int order) {
        return Arrays.stream(logits, order * (STEPS + 1), (order + 1) * (STEPS + 1))
                .average()
                .orElseThrow();
    }

    private static int[] reversed(int[] order) {
        return IntStream.range(0, order.length)
                .map(i -> order[order.length - 1 - i])
                .toArray();
    }
}
