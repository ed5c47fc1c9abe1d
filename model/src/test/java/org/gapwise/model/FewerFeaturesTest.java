package org.gapwise.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.gapwise.nn.Pass;
import org.junit.jupiter.api.Test;

class FewerFeaturesTest {

    private static final FewerFeatures FEWER = new FewerFeatures(0.3, 0.7);
    private static final int ROWS = 400;
    private static final int FEATURES = 9;

    @Test
    void itOnlyTakesAwayAndLeavesEveryRowOne() {
        for (int seed = 0; seed < 5; seed++) {
            boolean[] before = present(seed);
            boolean[] after = lost(before, chances(1), pass(seed));
            for (int row = 0; row < ROWS; row++) {
                int had = 0;
                int has = 0;
                for (int i = row * FEATURES; i < (row + 1) * FEATURES; i++) {
                    assertThat(after[i] && !before[i]).isFalse();
                    had += before[i] ? 1 : 0;
                    has += after[i] ? 1 : 0;
                }
                assertThat(has).isBetween(Math.min(1, had), had);
            }
        }
    }

    @Test
    void aboutAThirdGoesWhereRowsLoseSome() {
        boolean[] all = new boolean[ROWS * 40];
        Arrays.fill(all, true);
        assertThat(share(lost(all, chances(1), pass(3)))).isCloseTo(0.65, within(0.03));
        assertThat(share(lost(all, chances(0.3), pass(3)))).isCloseTo(1 - 0.3 * 0.35, within(0.02));
        assertThat(share(lost(all, chances(0), pass(3)))).isEqualTo(1);
        assertThat(share(lost(all, chances(1), Pass.inference()))).isEqualTo(1);
    }

    @Test
    void whatARowLosesDependsOnNoOtherRow() {
        boolean[] all = present(1);
        int last = (ROWS - 1) * FEATURES;
        boolean[] alone = lost(
                Arrays.copyOfRange(all, last, all.length), new double[] {1}, Pass.training(1, new long[] {ROWS - 1}));
        boolean[] beside = lost(all, chances(1), pass(1));
        assertThat(alone).isEqualTo(Arrays.copyOfRange(beside, last, all.length));
    }

    private static boolean[] lost(boolean[] present, double[] chances, Pass pass) {
        boolean[] left = present.clone();
        FEWER.lose(left, chances, pass);
        return left;
    }

    private static double share(boolean[] present) {
        return IntStream.range(0, present.length).filter(i -> present[i]).count() / (double) present.length;
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
    private static boolean[] present(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] present = new boolean[ROWS * FEATURES];
        for (int i = 0; i < present.length; i++) {
            present[i] = random.nextDouble() < (i / FEATURES % 5) / 4.0;
        }
        return present;
    }
}
