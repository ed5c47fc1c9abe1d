package org.gapwise.study.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Label;
import org.gapwise.model.loss.UncertainPolicy;
import org.junit.jupiter.api.Test;

class TreesTest {

    private static final Trees.Growth GROWTH = new Trees.Growth(1, 1);

    @Test
    void aGapIsNotAZero() {
        Grid grid = Grid.empty(200, 1);
        float[] labels = new float[200];
        for (int row = 0; row < 200; row++) {
            labels[row] = row % 2;
            if (row % 2 == 0) {
                grid.put(row, 0, 0);
            }
        }
        Sample sample = new Sample(grid, labels);
        try (Trees trees = Trees.fit(sample, sample, GROWTH)) {
            double[] answers = trees.predict(grid);
            assertThat(answers[0]).isLessThan(0.1);
            assertThat(answers[1]).isGreaterThan(0.9);
        }
    }

    @Test
    void growingStopsWhereValidationTurns() {
        Grid grid = Grid.empty(100, 1);
        float[] labels = new float[100];
        float[] opposite = new float[100];
        for (int row = 0; row < 100; row++) {
            grid.put(row, 0, row);
            labels[row] = row < 50 ? 0 : 1;
            opposite[row] = 1 - labels[row];
        }
        Sample train = new Sample(grid, labels);
        try (Trees agreed = Trees.fit(train, train, GROWTH);
                Trees contradicted = Trees.fit(train, new Sample(grid, opposite), GROWTH)) {
            assertThat(contradicted.rounds()).isEqualTo(1);
            assertThat(agreed.rounds()).isGreaterThan(10);
            assertThat(Math.abs(contradicted.predict(grid)[0] - 0.5)).isLessThan(0.1);
        }
    }

    @Test
    void thePolicySaysWhatUncertainCountsAs() {
        List<Case> cases = List.of(
                Case.of("a").with("t", Label.POSITIVE),
                Case.of("b").with("t", Label.UNCERTAIN),
                Case.of("c"),
                Case.of("d").with("t", Label.NEGATIVE));
        Map<UncertainPolicy, float[]> labels = Map.of(
                UncertainPolicy.IGNORE, new float[] {1, 0},
                UncertainPolicy.ZERO, new float[] {1, 0, 0},
                UncertainPolicy.ONE, new float[] {1, 1, 0},
                UncertainPolicy.SOFT, new float[] {1, 0.7f, 0});
        labels.forEach((policy, expected) -> assertThat(
                        Sample.of(cases, Grid.empty(4, 1), "t", policy).labels())
                .as(policy.word())
                .isEqualTo(expected));
    }
}
