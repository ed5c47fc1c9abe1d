package org.gapwise.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    @Test
    void aGroupIsDrawnWhole() {
        int[] group = {0, 0, 1, 2, 2, 2};
        Bootstrap.of(200, 1).draw(group, 1, (weights, into) -> {
            assertThat(weights[0]).isEqualTo(weights[1]);
            assertThat(weights[3]).isEqualTo(weights[4]).isEqualTo(weights[5]);
            assertThat(weights[0] + weights[2] + weights[3]).isEqualTo(3);
        });
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        int[] group = new int[50];
        Arrays.setAll(group, i -> i);
        Bootstrap.Statistic first = (weights, into) -> into[0] = weights[0] + weights[1] / 2.0 + weights[2] / 7.0;
        assertThat(Bootstrap.of(300, 9).draw(group, 1, first).interval(0))
                .isEqualTo(Bootstrap.of(300, 9).draw(group, 1, first).interval(0))
                .isNotEqualTo(Bootstrap.of(300, 10).draw(group, 1, first).interval(0));
    }

    @Test
    void whatIsMostlyUndefinedHasNoInterval() {
        int[] group = {0, 1, 2};
        Bootstrap.Draws draws = Bootstrap.of(100, 1).draw(group, 2, (weights, into) -> {
            into[0] = Double.NaN;
            into[1] = weights[0] == 3 ? 1 : Double.NaN;
        });
        assertThat(draws.interval(0)).isEmpty();
        assertThat(draws.interval(1)).isEmpty();
        assertThat(Bootstrap.of(0, 1).draw(group, 1, (w, into) -> into[0] = 1).interval(0))
                .isEmpty();
        assertThat(Bootstrap.of(10, 1)
                        .draw(new int[0], 1, (w, into) -> into[0] = 1)
                        .interval(0))
                .isEmpty();
    }

    /** Measured: 0.932 in these 1,000 rounds, 0.946 in 10,000; plain percentiles gave 0.926 and 0.944. */
    @Test
    void intervalsCoverTheTruth() {
        // Two normals one standard deviation apart: the true AUROC is Phi(1 / sqrt 2).
        double truth = 1 - Normal.upper(1 / Math.sqrt(2));
        int covered = 0;
        int rounds = Integer.getInteger("gapwise.coverage", 1000);
        for (int round = 0; round < rounds; round++) {
            covered += covers(truth, round, 1) ? 1 : 0;
        }
        assertThat(covered / (double) rounds).isBetween(0.93, 0.97);
    }

    @Test
    void copiesOfACaseDoNotNarrowItsInterval() {
        assertThat(width(11, 4)).isCloseTo(width(11, 1), within(1e-9));
    }

    private static boolean covers(double truth, long seed, int copies) {
        Interval interval = interval(seed, copies);
        return interval.low() <= truth && truth <= interval.high();
    }

    private static double width(long seed, int copies) {
        Interval interval = interval(seed, copies);
        return interval.high() - interval.low();
    }

    private static Interval interval(long seed, int copies) {
        SplittableRandom random = new SplittableRandom(1000 + seed);
        int patients = 200;
        double[] scores = new double[patients * copies];
        boolean[] positive = new boolean[patients * copies];
        int[] group = new int[patients * copies];
        for (int p = 0; p < patients; p++) {
            boolean yes = random.nextInt(10) < 3;
            double x = gaussian(random) + (yes ? 1 : 0);
            for (int c = 0; c < copies; c++) {
                int at = p * copies + c;
                positive[at] = yes;
                scores[at] = 1 / (1 + Math.exp(-x));
                group[at] = p;
            }
        }
        Ranking ranking = Ranking.of(scores, positive);
        return Bootstrap.of(400, seed)
                .draw(group, Metric.values().length, (weights, into) -> ranking.measure(weights, into, 0))
                .interval(Metric.AUROC.ordinal())
                .orElseThrow();
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
