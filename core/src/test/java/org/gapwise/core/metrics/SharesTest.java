package org.gapwise.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.junit.jupiter.api.Test;

final class SharesTest {

    private static final double[] FLAT = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
    private static final double[] TILTED = {0.05, 0.06, 0.07, 0.08, 0.09, 0.11, 0.12, 0.13, 0.14, 0.15};
    private static final int DRAWS = 2_000;

    private static List<Integer> drawn(double[] shares, int cases, SplittableRandom random) {
        int[] counts = new int[shares.length];
        for (int i = 0; i < cases; i++) {
            double u = random.nextDouble();
            int bin = 0;
            while (bin < shares.length - 1 && u >= shares[bin]) {
                u -= shares[bin++];
            }
            counts[bin]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }

    /** Fisher's tea: 3 of 4 beside 1 of 4 has p = 34/70 on two sides. */
    @Test
    void theExactTestGivesKnownValues() {
        assertThat(Fisher.p(3, 4, 1, 4)).isCloseTo(34 / 70.0, within(1e-12));
        assertThat(Fisher.p(0, 50, 0, 60)).isCloseTo(1, within(1e-12));
        // 1/C(40,20): all of one side.
        assertThat(Fisher.p(20, 20, 0, 20)).isCloseTo(2 / 137846528820.0, within(1e-22));
    }

    /** Two bins of 10 and 20 beside 20 and 10: chi-square 20/3, one degree of freedom. */
    @Test
    void thePearsonTestGivesAKnownValue() {
        double p = Shares.of(List.of(10, 20), List.of(20, 10)).p().orElseThrow();
        assertThat(p).isCloseTo(Normal.twoSided(Math.sqrt(20 / 3.0)), within(1e-12));
        assertThat(Shares.of(List.of(500), List.of(500)).p()).isEmpty();
        assertThat(Shares.of(List.of(), List.of(500, 3)).p()).isEmpty();
    }

    @Test
    void underNoChangeTheTestsAreAsRareAsTheySay() {
        int[] rejected = new int[2];
        double[] skewed = {0.9, 0.05, 0.02, 0.01, 0.01, 0.005, 0.003, 0.002};
        for (int i = 0; i < DRAWS; i++) {
            SplittableRandom random = Seeds.of(1, "shares", i);
            Shares shares = Shares.of(drawn(skewed, 2_000, random), drawn(skewed, 500, random));
            rejected[0] += shares.p().orElse(1) < 0.01 ? 1 : 0;
            List<Integer> a = drawn(new double[] {0.97, 0.03}, 2_000, random);
            List<Integer> b = drawn(new double[] {0.97, 0.03}, 500, random);
            rejected[1] += Fisher.p(a.get(1), 2_000, b.get(1), 500) < 0.01 ? 1 : 0;
        }
        // Twenty are expected; thirty-five come in one of a thousand.
        assertThat(rejected[0]).isBetween(6, 35);
        assertThat(rejected[1]).isLessThan(35);
    }

    @Test
    void theIntervalOfTheStabilityIndexHoldsTheTruth() {
        for (double[] now : List.of(FLAT, TILTED)) {
            double truth = 0;
            for (int i = 0; i < now.length; i++) {
                truth += (FLAT[i] - now[i]) * Math.log(FLAT[i] / now[i]);
            }
            List<Double> values = new ArrayList<>();
            int held = 0;
            for (int i = 0; i < DRAWS; i++) {
                SplittableRandom random = Seeds.of(2, "stability", i);
                Estimate index = Shares.of(drawn(FLAT, 2_000, random), drawn(now, 500, random))
                        .stability();
                held += index.low().orElseThrow() <= truth
                                && truth <= index.high().orElseThrow()
                        ? 1
                        : 0;
                values.add(index.value().orElseThrow());
            }
            double mean =
                    values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            System.out.printf("SharesTest: true index %.3f, mean %.3f, held %d of %d%n", truth, mean, held, DRAWS);
            assertThat(held / (double) DRAWS).isBetween(0.92, 1.0);
            assertThat(mean).isCloseTo(truth, within(0.01));
        }
    }

    @Test
    void theIntervalOfADifferenceHoldsTheTruth() {
        int held = 0;
        for (int i = 0; i < DRAWS; i++) {
            SplittableRandom random = Seeds.of(3, "difference", i);
            int a = drawn(new double[] {0.8, 0.2}, 300, random).get(1);
            int b = drawn(new double[] {0.7, 0.3}, 100, random).get(1);
            Interval interval = Interval.ofDifference(a, 300, b, 100);
            held += interval.low() <= 0.1 && 0.1 <= interval.high() ? 1 : 0;
        }
        assertThat(held / (double) DRAWS).isBetween(0.93, 0.97);
    }
}
