package org.gapwise.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void aLabelWithoutPositivesHasNoAuroc() {
        Map<Metric, Double> metrics =
                Ranking.of(new double[] {0.2, 0.7}, new boolean[2]).metrics();
        assertThat(metrics)
                .doesNotContainKeys(
                        Metric.AUROC,
                        Metric.AVERAGE_PRECISION,
                        Metric.MCC,
                        Metric.RECALL,
                        Metric.G_MEAN,
                        Metric.BALANCED_ACCURACY)
                .containsEntry(Metric.SPECIFICITY, 0.5)
                .containsEntry(Metric.ACCURACY, 0.5);
    }

    @Test
    void aLabelWithPositivesOnlyHasNoAurocEither() {
        Ranking ranking = Ranking.of(new double[] {0.2, 0.7}, new boolean[] {true, true});
        assertThat(ranking.metrics())
                .doesNotContainKeys(Metric.AUROC, Metric.AVERAGE_PRECISION, Metric.SPECIFICITY)
                .containsEntry(Metric.RECALL, 0.5);
        assertThat(ranking.roc()).isEmpty();
        assertThat(ranking.precisionRecall()).isEmpty();
    }

    @Test
    void nobodyAnnotatedMeansNothingDefined() {
        Ranking nothing = Ranking.of(new double[0], new boolean[0]);
        assertThat(nothing.metrics()).isEmpty();
        assertThat(nothing.calibration()).isEmpty();
    }

    @Test
    void oneCaseHasABrierScoreAndNoAuroc() {
        Map<Metric, Double> metrics =
                Ranking.of(new double[] {0.75}, new boolean[] {true}).metrics();
        assertThat(metrics).containsEntry(Metric.BRIER, 0.0625).doesNotContainKey(Metric.AUROC);
    }

    @Test
    void onlyTiesIsHalf() {
        Map<Metric, Double> metrics = Ranking.of(new double[] {0.3, 0.3, 0.3}, new boolean[] {true, false, false})
                .metrics();
        assertThat(metrics).containsEntry(Metric.AUROC, 0.5);
        assertThat(metrics.get(Metric.AVERAGE_PRECISION)).isEqualTo(1 / 3.0);
    }

    @Test
    void certainAndWrongHasAFiniteLogLoss() {
        Map<Metric, Double> metrics =
                Ranking.of(new double[] {0, 1}, new boolean[] {true, false}).metrics();
        assertThat(metrics.get(Metric.LOG_LOSS)).isCloseTo(15 * Math.log(10), within(1e-3));
    }

    @Test
    void agreesWithCountingPairs() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(60);
            double[] scores = new double[n];
            boolean[] positive = new boolean[n];
            for (int i = 0; i < n; i++) {
                scores[i] = random.nextInt(12) / 11.0;
                positive[i] = random.nextInt(3) == 0;
            }
            OptionalDouble pairs = pairs(scores, positive);
            OptionalDouble auroc = Auroc.of(scores, positive);
            Double ranked = Ranking.of(scores, positive).metrics().get(Metric.AUROC);
            assertThat(auroc.isPresent()).as("seed " + seed).isEqualTo(pairs.isPresent());
            assertThat(ranked != null).as("seed " + seed).isEqualTo(pairs.isPresent());
            if (ranked != null) {
                assertThat(auroc.getAsDouble()).as("seed " + seed).isCloseTo(pairs.getAsDouble(), within(1e-13));
                assertThat(ranked).as("seed " + seed).isCloseTo(pairs.getAsDouble(), within(1e-13));
            }
        }
    }

    @Test
    void aWeightOfThreeIsTheCaseThreeTimes() {
        double[] scores = {0.9, 0.4, 0.4, 0.65, 0.1};
        boolean[] positive = {true, false, true, false, false};
        int[] weights = {1, 3, 2, 0, 1};
        double[] weighted = new double[Metric.values().length];
        Ranking.of(scores, positive).measure(weights, weighted, 0);
        Map<Metric, Double> repeated = Ranking.of(
                        new double[] {0.9, 0.4, 0.4, 0.4, 0.4, 0.4, 0.1},
                        new boolean[] {true, false, false, false, true, true, false})
                .metrics();
        for (Metric metric : Metric.values()) {
            assertThat(weighted[metric.ordinal()]).as(metric.key()).isCloseTo(repeated.get(metric), within(1e-14));
        }
    }

    @Test
    void theCurvesRunFromEndToEnd() {
        Ranking ranking = Ranking.of(new double[] {0.9, 0.6, 0.6, 0.2}, new boolean[] {true, true, false, false});
        assertThat(ranking.roc())
                .containsExactly(
                        new CurvePoint(0, 0, Double.POSITIVE_INFINITY),
                        new CurvePoint(0, 0.5, 0.9),
                        new CurvePoint(0.5, 1, 0.6),
                        new CurvePoint(1, 1, 0.2));
        assertThat(ranking.precisionRecall()).first().isEqualTo(new CurvePoint(0.5, 1, 0.9));
        assertThat(ranking.precisionRecall()).last().isEqualTo(new CurvePoint(1, 0.5, 0.2));
    }

    @Test
    void binsHoldEveryCaseOnce() {
        List<CalibrationBin> bins = Ranking.of(
                        new double[] {0, 0.05, 0.1, 0.95, 1}, new boolean[] {false, false, true, true, true})
                .calibration();
        assertThat(bins).hasSize(3);
        assertThat(bins.get(0).cases()).isEqualTo(2);
        assertThat(bins.get(2)).isEqualTo(new CalibrationBin(0.9, 1, 2, 2, 0.975));
        assertThat(bins.get(2).interval().high()).isEqualTo(1);
        assertThat(bins.get(2).interval().low()).isBetween(0.3, 0.4);
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertThatThrownBy(() -> Ranking.of(new double[] {1.5}, new boolean[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> Auroc.of(new double[] {Double.NaN}, new boolean[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Auroc.of(new double[2], new boolean[1])).isInstanceOf(IllegalArgumentException.class);
    }

    private static OptionalDouble pairs(double[] scores, boolean[] positive) {
        double right = 0;
        double all = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (positive[i] && !positive[j]) {
                    all++;
                    right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(right / all);
    }
}
