package org.gapwise.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConcordanceTest {

    @Test
    void theAurocIsThatOfTheRankingUnderAnyWeighting() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            int n = 2 + random.nextInt(60);
            double[] scores = new double[n];
            boolean[] positive = new boolean[n];
            int[] rows = new int[n];
            int[] weights = new int[3 * n];
            for (int i = 0; i < n; i++) {
                scores[i] = random.nextInt(8) / 8.0;
                positive[i] = random.nextBoolean();
                rows[i] = 3 * i + 1;
                weights[rows[i]] = random.nextInt(4);
            }
            double[] all = new double[Metric.values().length];
            double sum = Ranking.of(scores, positive, rows, 0.5).measure(weights, all, 0);
            double[] into = new double[2];
            Concordance fast = Concordance.of(scores, positive, rows);
            fast.measure(weights, into);
            double[] real = Arrays.stream(weights).asDoubleStream().toArray();
            if (Double.isNaN(all[Metric.AUROC.ordinal()])) {
                assertThat(into[0]).isNaN();
            } else {
                assertThat(into[0]).isCloseTo(all[Metric.AUROC.ordinal()], within(1e-12));
                assertThat(fast.auroc(real)).isCloseTo(into[0], within(1e-12));
            }
            assertThat(into[1]).isEqualTo(sum);
        }
    }

    @Test
    void aMillionCasesStayFinite() {
        int n = 1_000_000;
        SplittableRandom random = new SplittableRandom(3);
        double[] a = random.doubles(n).toArray();
        double[] b = random.doubles(n).toArray();
        boolean[] positive = new boolean[n];
        int[] rows = new int[n];
        int[] weights = new int[n];
        for (int i = 0; i < n; i++) {
            positive[i] = random.nextDouble() < 0.5 + (a[i] - 0.5) / 4;
            rows[i] = i;
            weights[i] = 1;
        }
        DeLong test = DeLong.of(a, b, positive).orElseThrow();
        double[] into = new double[2];
        Concordance.of(a, positive, rows).measure(weights, into);
        assertThat(test.aucA()).isCloseTo(into[0], within(1e-9));
        assertThat(test.z().orElseThrow()).isFinite().isPositive();
        assertThat(test.varianceOfDifference()).isFinite().isPositive();
    }

    @Test
    void theCriticalDifferenceIsThatOfTheTables() {
        // Demsar (2006), table 5(a), alpha 0.05.
        assertThat(CriticalDifference.quantile(2, 0.05)).isCloseTo(1.960, within(5e-4));
        assertThat(CriticalDifference.quantile(5, 0.05)).isCloseTo(2.728, within(5e-4));
        assertThat(CriticalDifference.quantile(10, 0.05)).isCloseTo(3.164, within(5e-4));
        // His example: four methods on 14 data sets.
        CriticalDifference four = CriticalDifference.of(new double[] {3.143, 2.000, 2.893, 1.964}, 14, 0.05);
        assertThat(four.chiSquare()).isCloseTo(9.28, within(0.01));
        assertThat(four.p()).isBetween(0.025, 0.026);
        assertThat(four.distance()).isCloseTo(1.25, within(0.01));
    }

    @Test
    void theTailOfChiSquareIsThatOfTheTables() {
        assertThat(Normal.upperChiSquare(3.841, 1)).isCloseTo(0.05, within(1e-4));
        assertThat(Normal.upperChiSquare(5.991, 2)).isCloseTo(0.05, within(1e-4));
        assertThat(Normal.upperChiSquare(18.307, 10)).isCloseTo(0.05, within(1e-4));
        assertThat(Normal.upperChiSquare(19.675, 11)).isCloseTo(0.05, within(1e-4));
        assertThat(Normal.upperChiSquare(0, 6)).isEqualTo(1);
        assertThat(Normal.upperChiSquare(2000, 6)).isBetween(0.0, 1e-300);
    }

    @Test
    void countsOfRightAndWrongAreEnoughForWilcoxon() {
        double[] differences = {1, 1, 1, -1, 0, 0, 0, 0, 1, -1, 0};
        Wilcoxon full = Wilcoxon.of(differences);
        Wilcoxon counted = Wilcoxon.ofCounts(4, 2, 5);
        assertThat(counted.positiveRanks()).isCloseTo(full.positiveRanks(), within(1e-9));
        assertThat(counted.z().orElseThrow()).isCloseTo(full.z().orElseThrow(), within(1e-12));
        assertThat(counted.n()).isEqualTo(full.n());
    }
}
