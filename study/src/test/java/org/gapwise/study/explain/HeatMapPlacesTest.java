package org.gapwise.study.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.predict.Prediction;
import org.gapwise.data.simulate.Places;
import org.gapwise.data.table.TableCohort;
import org.gapwise.evaluate.explain.Faithfulness;
import org.gapwise.evaluate.explain.HeatMap;
import org.gapwise.evaluate.explain.MapFaithfulness;
import org.gapwise.evaluate.explain.Occlusion;
import org.gapwise.model.ModelPredictor;
import org.gapwise.model.PictureGradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Whether heat maps of a model trained on a simulated cohort point at where a finding was drawn. Give the model with
 * -Dgapwise.model and a cohort of the simulator that it was not trained on with -Dgapwise.cohort.
 */
class HeatMapPlacesTest {

    private static final String IMAGE = "frontal";
    private static final double CONFIDENT = 0.8;
    private static final int WANTED = 60;
    private static final int GRID = 8;

    private static final String OCCLUSION = "occlusion";
    private static final String GRADIENTS = "gradients";

    private int cases;
    private double chance;
    private final Map<String, Integer> right = new TreeMap<>();
    private final Map<String, List<Double>> deletion = new TreeMap<>();
    private final Map<String, List<Double>> insertion = new TreeMap<>();

    @Test
    @EnabledIfSystemProperty(named = "gapwise.model", matches = ".+")
    void peaksLieWhereFindingsWereDrawn() {
        Bundle bundle = Bundle.open(Path.of(System.getProperty("gapwise.model")));
        try (ModelPredictor predictor = ModelPredictor.open(bundle).remembering(8);
                Cohort cohort = TableCohort.open(Path.of(System.getProperty("gapwise.cohort"), "schema.toml"))) {
            int side = predictor.spec().image().size();
            Pixels mean = Occlusion.mean(cohort, IMAGE, 200, side);
            for (int i = 0; i < cohort.size() && cases < WANTED; i++) {
                Case one = cohort.get(i);
                if (one.images().containsKey(IMAGE)) {
                    look(predictor, one, mean);
                }
            }
        }
        System.out.printf("%d cases, by chance in %.2f%n", cases, chance / cases);
        right.forEach((way, times) -> System.out.printf(
                "%s: peak in the finding's place in %d; deletion under random %s; insertion over random %s%n",
                way, times, paired(deletion.get(way)), paired(insertion.get(way))));
        assertThat(right.get(OCCLUSION) / (double) cases).isGreaterThanOrEqualTo(0.85);
    }

    private static String paired(List<Double> values) {
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        double variance =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (values.size() - 1);
        return String.format(Locale.ROOT, "%.3f, t = %.1f", mean, mean / Math.sqrt(variance / values.size()));
    }

    /** One confident and right finding of the case, each in its turn. */
    private void look(ModelPredictor predictor, Case one, Pixels mean) {
        confident(predictor.predict(one), one).ifPresent(target -> {
            List<Integer> cells = cells(Places.of(target, mean.width()), mean.width());
            cases++;
            chance += cells.size() / (double) (GRID * GRID);
            Asked asked = new Asked(one, target, mean);
            note(predictor, asked, OCCLUSION, new Occlusion(predictor).cells(one, IMAGE, target, mean, GRID));
            note(predictor, asked, GRADIENTS, new PictureGradients(predictor).cells(one, IMAGE, target, mean, GRID));
        });
    }

    private void note(ModelPredictor predictor, Asked asked, String way, double[][] drawn) {
        HeatMap map = new HeatMap(way, IMAGE, drawn);
        List<Integer> cells = cells(
                Places.of(asked.target(), asked.mean().width()), asked.mean().width());
        right.merge(way, cells.contains(map.peakRow() * GRID + map.peakColumn()) ? 1 : 0, Integer::sum);
        Faithfulness judged = new MapFaithfulness(predictor, asked.mean(), cases).of(asked.one(), asked.target(), map);
        deletion.computeIfAbsent(way, key -> new ArrayList<>()).add(judged.random() - judged.deletion());
        insertion.computeIfAbsent(way, key -> new ArrayList<>()).add(judged.insertion() - judged.random());
    }

    /** What is explained. */
    private record Asked(Case one, String target, Pixels mean) {}

    private Optional<String> confident(Prediction prediction, Case one) {
        List<String> sure = prediction.probabilities().entrySet().stream()
                .filter(e -> e.getValue() >= CONFIDENT && one.labels().get(e.getKey()) == Label.POSITIVE)
                .filter(e -> !e.getKey().equals("No Finding"))
                .map(Map.Entry::getKey)
                .toList();
        return sure.isEmpty() ? Optional.empty() : Optional.of(sure.get(cases % sure.size()));
    }

    /** Cells in which the finding shows. */
    private static List<Integer> cells(boolean[] place, int side) {
        List<Integer> cells = new ArrayList<>();
        for (int cell = 0; cell < GRID * GRID; cell++) {
            int shown = 0;
            for (int i = 0; i < place.length; i++) {
                boolean inside = i / side * GRID / side == cell / GRID && i % side * GRID / side == cell % GRID;
                shown += place[i] && inside ? 1 : 0;
            }
            if (shown > 0) {
                cells.add(cell);
            }
        }
        return cells;
    }
}
