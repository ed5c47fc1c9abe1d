package org.gapwise.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void theNormalTailIsRightFarOut() {
        // Abramowitz and Stegun, table 26.2, and DLMF 7.14 for the far tail.
        assertThat(Normal.upper(0)).isEqualTo(0.5);
        assertThat(Normal.upper(1.959963984540054)).isCloseTo(0.025, within(1e-15));
        assertThat(Normal.upper(-1)).isCloseTo(0.8413447460685429, within(1e-15));
        assertThat(Normal.upper(5) / 2.866515718791939e-7).isCloseTo(1, within(1e-13));
        assertThat(Normal.upper(10) / 7.619853024160527e-24).isCloseTo(1, within(1e-12));
        assertThat(Normal.erfc(0.5)).isCloseTo(0.4795001221869535, within(1e-15));
        assertThat(Normal.erfc(1.9999999)).isCloseTo(Normal.erfc(2.0000001), within(1e-8));
        assertThat(Normal.upper(50)).isZero();
    }

    @Test
    void delongOfOneCurveAgainstItselfHasNoDifference() {
        double[] scores = {0.1, 0.4, 0.35, 0.8, 0.4};
        DeLong same = DeLong.of(scores, scores, new boolean[] {false, false, true, true, true})
                .orElseThrow();
        assertThat(same.aucA()).isEqualTo(same.aucB());
        assertThat(same.z()).isEmpty();
        assertThat(same.pTwoSided()).isEmpty();
    }

    @Test
    void delongNeedsTwoCasesOfEachClass() {
        double[] scores = {0.1, 0.4, 0.35};
        assertThat(DeLong.of(scores, scores, new boolean[] {false, false, true}))
                .isEmpty();
        assertThat(DeLong.of(new double[0], new double[0], new boolean[0])).isEmpty();
    }

    @Test
    void delongAgreesWithItsDefinition() {
        SplittableRandom random = new SplittableRandom(3);
        int n = 40;
        double[] a = new double[n];
        double[] b = new double[n];
        boolean[] positive = new boolean[n];
        for (int i = 0; i < n; i++) {
            positive[i] = i % 3 == 0;
            a[i] = random.nextInt(10) + (positive[i] ? 2 : 0);
            b[i] = a[i] + random.nextInt(6);
        }
        DeLong test = DeLong.of(a, b, positive).orElseThrow();
        assertThat(test.aucA()).isCloseTo(Auroc.of(a, positive).getAsDouble(), within(1e-14));
        assertThat(test.varianceA()).isCloseTo(byPairs(a, a, positive), within(1e-14));
        assertThat(test.covariance()).isCloseTo(byPairs(a, b, positive), within(1e-14));
    }

    @Test
    void aMillionRowsStayFinite() {
        SplittableRandom random = new SplittableRandom(1);
        int n = 1_000_000;
        double[] a = new double[n];
        double[] b = new double[n];
        boolean[] positive = new boolean[n];
        for (int i = 0; i < n; i++) {
            positive[i] = random.nextBoolean();
            a[i] = random.nextDouble() + (positive[i] ? 0.1 : 0);
            b[i] = a[i] + random.nextDouble();
        }
        DeLong test = DeLong.of(a, b, positive).orElseThrow();
        assertThat(test.varianceOfDifference()).isPositive().isLessThan(1e-6);
        assertThat(test.z().getAsDouble()).isFinite().isPositive();
        Wilcoxon wilcoxon = Wilcoxon.ofCorrectness(a, b, positive, 0.5);
        assertThat(wilcoxon.z().getAsDouble()).isFinite();
    }

    @Test
    void wilcoxonWithoutAnyDifferenceIsEven() {
        Wilcoxon even = Wilcoxon.of(new double[10]);
        assertThat(even.positiveRanks()).isEqualTo(27.5);
        assertThat(even.pFirstGreater()).isEqualTo(OptionalDouble.of(0.5));
        assertThat(Wilcoxon.of(new double[0]).pFirstGreater()).isEmpty();
    }

    @Test
    void wilcoxonSidesAddUpToOne() {
        Wilcoxon test = Wilcoxon.of(new double[] {1, 1, 1, -1, 0, 0, 1});
        assertThat(test.pFirstGreater().getAsDouble() + test.pSecondGreater().getAsDouble())
                .isCloseTo(1, within(1e-15));
        assertThat(test.pFirstGreater().getAsDouble()).isLessThan(0.5);
    }

    @Test
    void holmStepsDown() {
        assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
        assertThat(Holm.adjust(new double[] {0.9, 0.8})).containsExactly(1, 1);
        assertThat(Holm.adjust(new double[0])).isEmpty();
        assertThatThrownBy(() -> Holm.adjust(new double[] {Double.NaN})).isInstanceOf(IllegalArgumentException.class);
    }

    /** Structural components by comparing every positive with every negative, as the 1988 paper writes them. */
    private static double byPairs(double[] a, double[] b, boolean[] positive) {
        return byClass(a, b, positive, true) + byClass(a, b, positive, false);
    }

    private static double byClass(double[] a, double[] b, boolean[] positive, boolean side) {
        double sumA = 0;
        double sumB = 0;
        double product = 0;
        double n = 0;
        for (int i = 0; i < a.length; i++) {
            if (positive[i] == side) {
                double x = share(a, positive, i);
                double y = share(b, positive, i);
                sumA += x;
                sumB += y;
                product += x * y;
                n++;
            }
        }
        return (product - sumA * sumB / n) / (n - 1) / n;
    }

    private static double share(double[] scores, boolean[] positive, int at) {
        double right = 0;
        double all = 0;
        for (int j = 0; j < scores.length; j++) {
            if (positive[j] != positive[at]) {
                double sign = positive[at] ? scores[at] - scores[j] : scores[j] - scores[at];
                right += sign > 0 ? 1 : sign == 0 ? 0.5 : 0;
                all++;
            }
        }
        return right / all;
    }
}
