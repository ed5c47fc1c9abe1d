package org.gapwise.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Test;

class FewerFeaturesTest {

    private static final FewerFeatures FEWER = new FewerFeatures(0.3, 0.7);
    private static final int ROWS = 400;
    private static final int FEATURES = 9;

    @Test
    void itOnlyTakesAwayAndLeavesEveryRowOne() {
        for (int seed = 0; seed < 5; seed++) {
            try (Scope scope = Scope.open()) {
                TableBatch table = table(seed);
                boolean[] before = table.present().toBooleans();
                TableBatch less = FEWER.lost(table, chances(1), pass(seed));
                boolean[] after = less.present().toBooleans();
                float[] values = less.values().toFloats();
                for (int row = 0; row < ROWS; row++) {
                    int had = 0;
                    int has = 0;
                    for (int i = row * FEATURES; i < (row + 1) * FEATURES; i++) {
                        assertThat(after[i] && !before[i]).isFalse();
                        assertThat(values[i])
                                .isEqualTo(after[i] ? table.values().toFloats()[i] : 0);
                        had += before[i] ? 1 : 0;
                        has += after[i] ? 1 : 0;
                    }
                    assertThat(has).isBetween(Math.min(1, had), had);
                }
            }
        }
    }

    @Test
    void aboutAThirdGoesWhereRowsLoseSome() {
        try (Scope scope = Scope.open()) {
            TableBatch all =
                    new TableBatch(Tensor.ones(ROWS, 40), Tensor.ones(ROWS, 40).gt(0));
            assertThat(share(FEWER.lost(all, chances(1), pass(3)))).isCloseTo(0.65, within(0.03));
            assertThat(share(FEWER.lost(all, chances(0.3), pass(3)))).isCloseTo(1 - 0.3 * 0.35, within(0.02));
            assertThat(share(FEWER.lost(all, chances(0), pass(3)))).isEqualTo(1);
            assertThat(share(FEWER.lost(all, chances(1), Pass.inference()))).isEqualTo(1);
        }
    }

    @Test
    void whatARowLosesDependsOnNoOtherRow() {
        try (Scope scope = Scope.open()) {
            TableBatch table = table(1);
            TableBatch last = new TableBatch(
                    table.values().slice(0, ROWS - 1, ROWS), table.present().slice(0, ROWS - 1, ROWS));
            float[] alone = FEWER.lost(last, new double[] {1}, Pass.training(1, new long[] {ROWS - 1}))
                    .values()
                    .toFloats();
            float[] beside = FEWER.lost(table, chances(1), pass(1)).values().toFloats();
            assertThat(alone).isEqualTo(Arrays.copyOfRange(beside, (ROWS - 1) * FEATURES, ROWS * FEATURES));
        }
    }

    private static double share(TableBatch table) {
        return table.present().toFloat().mean().item();
    }

    private static Pass pass(long seed) {
        return Pass.training(seed, LongStream.range(0, ROWS).toArray());
    }

    private static double[] chances(double chance) {
        double[] chances = new double[ROWS];
        Arrays.fill(chances, chance);
        return chances;
    }

    /** Some rows are empty, some full. */
    private static TableBatch table(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[ROWS * FEATURES];
        boolean[] present = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            present[i] = random.nextDouble() < (i / FEATURES % 5) / 4.0;
            values[i] = present[i] ? 1 + random.nextInt(9) : 0;
        }
        return new TableBatch(Tensor.of(values, ROWS, FEATURES), Tensor.of(present, ROWS, FEATURES));
    }
}
