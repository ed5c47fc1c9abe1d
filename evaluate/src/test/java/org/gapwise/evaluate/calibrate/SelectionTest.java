package org.gapwise.evaluate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.gapwise.core.Progress;
import org.gapwise.core.calibrate.Curve;
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
        return Synthetic.fit(sample, Synthetic.chosen(sample, seed));
    }

    private static Hierarchy nothing(Sample sample) {
        return Synthetic.fit(sample, Form.IDENTITY);
    }

    @Test
    void itTellsHowFarItIs() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Progress progress = new Progress() {
            @Override
            public void start(String name, long total) {
                told.add(name + " " + total);
            }

            @Override
            public void step(long steps) {
                told.add("step " + steps);
            }

            @Override
            public void note(String text) {}

            @Override
            public void done() {
                told.add("done");
            }
        };
        Sample sample = world(WRONG).draw(new int[] {100, 40, 40, 40}, 1);
        new Selection(Synthetic.lesson(sample), 1).best(progress);
        int steps = told.size() - 2;
        assertThat(told.get(0)).isEqualTo("Learning " + steps);
        assertThat(told.subList(1, 1 + steps)).isNotEmpty().containsOnly("step 1");
        assertThat(told).last().isEqualTo("done");
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
            changed += Synthetic.chosen(seen, seed) == Form.IDENTITY ? 0 : 1;
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
            borrowed += measure(Metric.LOG_LOSS, fresh, Synthetic.fit(seen, Form.PLATT));
            Logistic map = alone(seen.of(3));
            alone += measure(Metric.LOG_LOSS, fresh, new Hierarchy(Curve.NONE, map, 1, List.of(map, map, map, map)));
        }
        assertThat(borrowed).isLessThan(alone);
        Sample none = world.draw(new int[] {500, 500, 500, 0}, 1);
        Hierarchy maps = Synthetic.fit(none, Form.PLATT);
        assertThat(maps.patterns().get(3)).isEqualTo(maps.common());
    }

    /** By the cases of one pattern, with next to no prior. */
    private static Logistic alone(Sample sample) {
        Logistic at = Logistic.IDENTITY;
        Symmetric weak = new Symmetric(1e-3, 0, 1e-3);
        for (int round = 0; round < 50; round++) {
            Logistic[] maps = new Logistic[sample.patterns()];
            Arrays.fill(maps, at);
            Information[] cells = Information.of(List.of(sample), new Logistic[][] {maps})[0];
            Information all = Arrays.stream(cells)
                    .reduce((a, b) -> new Information(
                            a.sharpness().plus(b.sharpness()), a.pull().plus(b.pull())))
                    .orElseThrow();
            Symmetric.Pair to = all.own(weak).times(all.pull());
            at = new Logistic(Math.max(0.01, 1 + to.slope()), to.offset());
        }
        return at;
    }

    /** In 5 of these 20 draws it was more before patterns themselves said how strongly they are drawn together. */
    @Test
    void ofFiveHundredCasesFewDrawsLeaveMoreThanThreePoints() {
        Synthetic world = world(WRONG);
        Sample fresh = world.draw(FRESH, 99).of(2);
        int over = 0;
        for (long seed = 0; seed < 20; seed++) {
            Hierarchy maps = learned(world.draw(new int[] {3000, 1000, 500, 40}, seed), seed);
            over += measure(Metric.ECE, fresh, maps) > 0.03 ? 1 : 0;
        }
        assertThat(over).isLessThanOrEqualTo(2);
    }

    /** The same log odds as a fault that no slope and offset undoes: too sure near even odds, and not sure enough far out. */
    private static Sample bent(Sample sample) {
        double[] logit = Arrays.stream(sample.logit())
                .map(z -> Math.signum(z + 1) * Math.sqrt(Math.abs(z + 1)) * 1.5)
                .toArray();
        return new Sample(logit, sample.positive(), sample.group(), sample.pattern(), sample.patterns());
    }

    @Test
    void aCurveIsLearnedWhereStraightMapsDoNotDo() {
        Synthetic world = world(Logistic.IDENTITY, Logistic.IDENTITY);
        Sample fresh = bent(world.draw(new int[] {20_000, 20_000}, 96));
        for (long seed = 0; seed < 3; seed++) {
            Sample seen = bent(world.draw(new int[] {3000, 1000}, seed));
            assertThat(Synthetic.chosen(seen, seed)).isEqualTo(Form.ISOTONIC);
            Hierarchy curve = Synthetic.fit(seen, Form.ISOTONIC);
            Hierarchy straight = Synthetic.fit(seen, Form.PLATT);
            for (int p = 0; p < 2; p++) {
                assertThat(measure(Metric.ECE, fresh.of(p), curve))
                        .isLessThanOrEqualTo(0.03)
                        .isLessThan(measure(Metric.ECE, fresh.of(p), straight));
            }
            double before = Double.NEGATIVE_INFINITY;
            for (double z = -12; z < 12; z += 0.01) {
                assertThat(curve.of(0, z)).isGreaterThan(before);
                before = curve.of(0, z);
            }
        }
    }

    /** In a fold there are fewer cases than in all: who may have a curve is decided once. */
    @Test
    void aLabelHasACurveInEveryFoldOrInNone() {
        Sample just = world(Logistic.IDENTITY).draw(new int[] {1100}, 2);
        Sample less = world(Logistic.IDENTITY).draw(new int[] {900}, 3);
        Lesson lesson = Lesson.of(List.of(just, less), List.of(just.where(i -> false), less.where(i -> false)));
        List<Hierarchy> maps = Hierarchy.fit(lesson.of(patient -> patient % 5 != 0), Form.ISOTONIC);
        assertThat(maps.get(0).curve()).isNotEqualTo(Curve.NONE);
        assertThat(maps.get(1).curve()).isEqualTo(Curve.NONE);
    }

    @Test
    void fewCasesMakeNoCurve() {
        Sample few = bent(world(Logistic.IDENTITY).draw(new int[] {999}, 1));
        assertThat(Synthetic.chosen(few, 1)).isNotEqualTo(Form.ISOTONIC);
        Sample rare = new Synthetic(List.of(Logistic.IDENTITY), -6, 1).draw(new int[] {3000}, 1);
        assertThat(IsotonicFit.enough(rare)).isFalse();
    }

    /** Three groups of 25 with 5, 2 and 20 positives: the first two are one pool of 7 in 50. */
    @Test
    void neighborsThatFallArePooled() {
        double[] logit = new double[75];
        boolean[] positive = new boolean[75];
        Arrays.setAll(logit, i -> i / 10.0);
        for (int i = 0; i < 75; i++) {
            positive[i] = i % 25 < new int[] {5, 2, 20}[i / 25];
        }
        Sample sample = new Sample(logit, positive, new int[75], new int[75], 1);
        double prevalence = 27 / 75.0;
        Curve curve = IsotonicFit.of(sample);
        assertThat(curve.knots()).hasSize(2);
        assertThat(curve.knots().get(0).from()).isCloseTo(2.45, within(1e-9));
        assertThat(curve.knots().get(0).to()).isCloseTo(Logistic.logit((7 + 2 * prevalence) / 52), within(1e-9));
        assertThat(curve.knots().get(1).to()).isCloseTo(Logistic.logit((20 + prevalence) / 26), within(1e-9));
    }
}
