package org.gapwise.study.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.predict.Prediction;
import org.gapwise.data.simulate.Places;
import org.gapwise.data.table.TableCohort;
import org.gapwise.evaluate.explain.HeatMap;
import org.gapwise.evaluate.explain.Occlusion;
import org.gapwise.model.ModelPredictor;
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

    private int cases;
    private int right;
    private double chance;

    @Test
    @EnabledIfSystemProperty(named = "gapwise.model", matches = ".+")
    void peaksLieWhereFindingsWereDrawn() {
        Bundle bundle = Bundle.open(Path.of(System.getProperty("gapwise.model")));
        try (ModelPredictor predictor = ModelPredictor.open(bundle);
                Cohort cohort = TableCohort.open(Path.of(System.getProperty("gapwise.cohort"), "schema.toml"))) {
            int side = predictor.spec().image().size();
            Occlusion maps = Occlusion.of(predictor, IMAGE, cohort, new Occlusion.Frame(side, GRID, 200));
            for (int i = 0; i < cohort.size() && cases < WANTED; i++) {
                Case one = cohort.get(i);
                if (one.images().containsKey(IMAGE)) {
                    look(predictor.predict(one), one, maps, side);
                }
            }
        }
        System.out.printf("peak in the finding's place in %d of %d, by chance in %.2f%n", right, cases, chance / cases);
        assertThat(right / (double) cases).isGreaterThanOrEqualTo(0.85);
    }

    /** One confident and right finding of the case, each in its turn. */
    private void look(Prediction prediction, Case one, Occlusion maps, int side) {
        confident(prediction, one).ifPresent(target -> {
            HeatMap map = maps.of(one, target);
            List<Integer> cells = cells(Places.of(target, side), side);
            cases++;
            right += cells.contains(map.peakRow() * GRID + map.peakColumn()) ? 1 : 0;
            chance += cells.size() / (double) (GRID * GRID);
        });
    }

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
