package org.gapwise.evaluate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.core.metrics.Metric;
import org.gapwise.core.metrics.Ranking;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final int[] FRESH = {20_000, 20_000, 20_000, 20_000};
    private static final Logistic[] WRONG = {
        new Logistic(0.6, 0.3), new Logistic(0.5, -0.8), new Logistic(0.7, 0.9), new Logistic(0.6, 0)
    };

    private static Synthetic world(Logistic... faults) {
        return new Synthetic(List.of(faults), -2, 1.5);
    }

    private static double[] probabilities(Sample sample, Hierarchy maps) {
        double[] p = new double[sample.size()];
        Arrays.setAll(p, i -> Logistic.IDENTITY.ofLogit(maps.of(sample.pattern()[i], sample.logit()[i])));
        return p;
    }

    private static double measure(Metric metric, Sample sample, Hierarchy maps) {
        return Ranking.of(probabilities(sample, maps), sample.positive())
                .metrics()
                .getOrDefault(metric, Double.NaN);
    }

    private static Hierarchy learned(Sample sample, long seed) {
        return Hierarchy.fit(sample, new Selection(sample, seed).best().recipe());
    }

    private static Hierarchy nothing(Sample sample) {
        return Hierarchy.fit(sample, Recipe.NONE);
    }

    /** What is left is the noise of 500 cases or more, so it is judged over several draws. */
    @Test
    void everyPatternWithEnoughCasesIsCalibrated() {
        Synthetic world = world(WRONG);
        Sample fresh = world.draw(FRESH, 99);
        int seeds = 4;
        double[] ece = new double[3];
        for (long seed = 0; seed < seeds; seed++) {
            Hierarchy maps = learned(world.draw(new int[] {3000, 1000, 500, 40}, seed), seed);
            for (int p = 0; p < ece.length; p++) {
                ece[p] += measure(Metric.ECE, fresh.of(p), maps) / seeds;
            }
        }
        for (int p = 0; p < ece.length; p++) {
            Sample part = fresh.of(p);
            assertThat(measure(Metric.ECE, part, nothing(part)))
                    .as("before, pattern %d", p)
                    .isGreaterThan(0.05);
            assertThat(ece[p]).as("pattern %d", p).isLessThanOrEqualTo(0.03);
        }
    }

    @Test
    void theBrierScoreIsNeverWorse() {
        Logistic[] right = {Logistic.IDENTITY, Logistic.IDENTITY, Logistic.IDENTITY, Logistic.IDENTITY};
        for (Synthetic world : List.of(world(right), world(WRONG))) {
            Sample fresh = world.draw(FRESH, 98);
            for (long seed = 0; seed < 8; seed++) {
                Sample seen = world.draw(new int[] {400, 150, 60, 10}, seed);
                double before = measure(Metric.BRIER, fresh, nothing(fresh));
                double after = measure(Metric.BRIER, fresh, learned(seen, seed));
                assertThat(after).as("seed %d", seed).isLessThanOrEqualTo(before);
            }
        }
    }

    @Test
    void whatIsCalibratedIsLeftAlone() {
        Synthetic right = world(Logistic.IDENTITY, Logistic.IDENTITY);
        int changed = 0;
        for (long seed = 0; seed < 20; seed++) {
            Sample seen = right.draw(new int[] {600, 200}, seed);
            changed += new Selection(seen, seed).best().recipe().form() == Form.IDENTITY ? 0 : 1;
        }
        assertThat(changed).isLessThanOrEqualTo(2);
    }

    @Test
    void aRarePatternBorrowsStrength() {
        Synthetic world = world(WRONG[0], WRONG[0], WRONG[0], new Logistic(0.9, 0.8));
        Sample fresh = world.draw(FRESH, 97).of(3);
        double borrowed = 0;
        double alone = 0;
        for (long seed = 0; seed < 20; seed++) {
            Sample seen = world.draw(new int[] {2000, 1000, 500, 25}, seed);
            borrowed += measure(Metric.LOG_LOSS, fresh, Hierarchy.fit(seen, new Recipe(Form.PLATT, 10)));
            alone += measure(Metric.LOG_LOSS, fresh, Hierarchy.fit(seen, new Recipe(Form.PLATT, 1e-3)));
        }
        assertThat(borrowed).isLessThan(alone);
        Sample none = world.draw(new int[] {500, 500, 500, 0}, 1);
        Hierarchy maps = Hierarchy.fit(none, new Recipe(Form.PLATT, 10));
        assertThat(maps.patterns().get(3)).isEqualTo(maps.common());
    }

    @Test
    void theFitIsWhereTheSlopesOfTheLossVanish() {
        Sample sample = world(WRONG).draw(new int[] {300, 200, 100, 50}, 5);
        Logistic prior = new Logistic(0.8, 0.1);
        Logistic fit = LogisticFit.of(sample, Form.PLATT, prior, 7);
        double slope = 7 * (fit.slope() - prior.slope());
        double offset = 7 * (fit.offset() - prior.offset());
        for (int i = 0; i < sample.size(); i++) {
            double miss = fit.ofLogit(sample.logit()[i]) - (sample.positive()[i] ? 1 : 0);
            slope += miss * sample.logit()[i];
            offset += miss;
        }
        assertThat(Math.abs(slope)).isLessThan(1e-3);
        assertThat(Math.abs(offset)).isLessThan(1e-3);
    }
}
