package org.gapwise.evaluate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.core.metrics.Metric;
import org.gapwise.core.metrics.Ranking;
import org.junit.jupiter.api.Test;

/**
 * What a calibration error that is measured on few cases says: the figures of docs/guide/calibrate.md, with
 * -Dgapwise.calibrate.draws=200.
 */
class HonestErrorTest {

    private static final int DRAWS = Integer.getInteger("gapwise.calibrate.draws", 12);
    private static final int[] LEARNED = {3000, 1000, 500, 40};
    private static final Synthetic RIGHT = world(Logistic.IDENTITY);
    private static final Synthetic WRONG =
            world(new Logistic(0.6, 0.3), new Logistic(0.5, -0.8), new Logistic(0.7, 0.9), new Logistic(0.6, 0));

    private static Synthetic world(Logistic... faults) {
        return new Synthetic(List.of(faults), -2, 1.5);
    }

    private static double[] probabilities(Sample sample, Hierarchy maps) {
        double[] p = new double[sample.size()];
        Arrays.setAll(p, i -> Logistic.IDENTITY.ofLogit(maps.of(sample.pattern()[i], sample.logit()[i])));
        return p;
    }

    private static BinnedError error(Sample sample, Hierarchy maps) {
        return BinnedError.of(probabilities(sample, maps), sample.positive());
    }

    @Test
    void thePlainErrorIsThatOfTheReport() {
        Sample sample = WRONG.draw(LEARNED, 3);
        Hierarchy maps = Synthetic.fit(sample, Form.IDENTITY);
        assertThat(error(sample, maps).plain())
                .isCloseTo(
                        Ranking.of(probabilities(sample, maps), sample.positive())
                                .metrics()
                                .get(Metric.ECE),
                        within(1e-12));
    }

    /** Of answers that are exactly right the usual error is as large as chance makes it, and what is left without it is none. */
    @Test
    void exactlyRightAnswersHaveAnErrorOnFewCases() {
        for (int cases : new int[] {250, 500, 1000, 2000, 5000}) {
            double plain = 0;
            double chance = 0;
            double squares = 0;
            int over = 0;
            int overDebiased = 0;
            int draws = 10 * DRAWS;
            for (int d = 0; d < draws; d++) {
                Sample sample = RIGHT.draw(new int[] {cases}, 7_000 + d);
                BinnedError error = error(sample, Synthetic.fit(sample, Form.IDENTITY));
                plain += error.plain() / draws;
                chance += error.chance() / draws;
                squares += error.debiased() / draws;
                over += error.plain() > 0.03 ? 1 : 0;
                overDebiased += error.debiased() > 0.03 ? 1 : 0;
            }
            System.out.printf(
                    Locale.ROOT,
                    "HonestErrorTest: right, %d cases: plain %.4f, chance %.4f, debiased %.4f; above 0.03: %.1f %%, %.1f %%%n",
                    cases,
                    plain,
                    chance,
                    squares,
                    100.0 * over / draws,
                    100.0 * overDebiased / draws);
            assertThat(plain).isCloseTo(chance, within(0.004));
            assertThat(squares).isLessThan(plain);
        }
    }

    /** Calibrated answers judged on as many cases as they were learned from, and on so many that chance adds nothing. */
    @Test
    void calibratedAnswersAreJudgedOnFewAndOnManyCases() {
        for (int p = 0; p < 3; p++) {
            double[] means = new double[4];
            int[] over = new int[4];
            for (int d = 0; d < DRAWS; d++) {
                Sample seen = WRONG.draw(LEARNED, d);
                Hierarchy maps = Synthetic.fit(seen, Synthetic.chosen(seen, d));
                BinnedError few = error(WRONG.draw(LEARNED, 50_000 + d).of(p), maps);
                BinnedError many = error(
                        WRONG.draw(new int[] {20_000, 20_000, 20_000, 1}, 99).of(p), maps);
                double[] each = {few.plain(), few.debiased(), many.plain(), many.debiased()};
                for (int i = 0; i < each.length; i++) {
                    means[i] += each[i] / DRAWS;
                    over[i] += each[i] > 0.03 ? 1 : 0;
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "HonestErrorTest: learned from %d: on as many plain %.4f (%d of %d above 0.03), debiased %.4f (%d);"
                            + " on 20,000 plain %.4f (%d), debiased %.4f (%d)%n",
                    LEARNED[p],
                    means[0],
                    over[0],
                    DRAWS,
                    means[1],
                    over[1],
                    means[2],
                    over[2],
                    means[3],
                    over[3]);
            assertThat(means[2]).as("pattern of %d", LEARNED[p]).isLessThanOrEqualTo(0.03);
            assertThat(means[0]).isGreaterThan(means[2]);
        }
    }
}
