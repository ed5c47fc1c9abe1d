package org.gapwise.evaluate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gapwise.core.calibrate.ClassLimit;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.core.predict.Basis;
import org.junit.jupiter.api.Test;

class ConformalFitTest {

    private static final double COVERAGE = 0.9;
    private static final Synthetic WORLD = new Synthetic(
            List.of(new Logistic(0.6, 0.3), new Logistic(0.5, -0.8), new Logistic(0.7, 0.9), new Logistic(0.6, 0)),
            -1,
            1.5);
    private static final int[] SEEN = {3000, 1500, 1000, 60};
    private static final int[] FRESH = {2000, 2000, 2000, 2000};

    private static double[] answers(Sample sample, Hierarchy maps) {
        double[] answers = new double[sample.size()];
        Arrays.setAll(answers, i -> maps.of(sample.pattern()[i], sample.logit()[i]));
        return answers;
    }

    private static boolean keeps(ClassLimit limit, double probability) {
        return 1 - probability <= limit.limit();
    }

    @Test
    void everyPatternAndClassIsCoveredAsOftenAsPromised() {
        double[][] covered = new double[4][2];
        double[][] cases = new double[4][2];
        int seeds = 50;
        for (long seed = 0; seed < seeds; seed++) {
            Sample seen = WORLD.draw(SEEN, seed);
            // The maps are learned on the very cases that the limits come from.
            Hierarchy maps = Synthetic.fit(seen, Form.PLATT);
            ConformalFit fit = new ConformalFit(seen, answers(seen, maps), COVERAGE);
            Sample fresh = WORLD.draw(FRESH, 1000 + seed);
            double[] said = answers(fresh, maps);
            ClassLimit[][] limits = new ClassLimit[4][2];
            for (int p = 0; p < 4; p++) {
                limits[p] = new ClassLimit[] {fit.of(p, false), fit.of(p, true)};
            }
            for (int i = 0; i < fresh.size(); i++) {
                int pattern = fresh.pattern()[i];
                int yes = fresh.positive()[i] ? 1 : 0;
                double p = Logistic.IDENTITY.ofLogit(said[i]);
                covered[pattern][yes] += keeps(limits[pattern][yes], yes == 1 ? p : 1 - p) ? 1 : 0;
                cases[pattern][yes]++;
            }
        }
        for (int p = 0; p < 3; p++) {
            double all = (covered[p][0] + covered[p][1]) / (cases[p][0] + cases[p][1]);
            assertThat(all).as("pattern %d", p).isCloseTo(COVERAGE, within(0.02));
            assertThat(covered[p][1] / cases[p][1]).as("positives of %d", p).isCloseTo(COVERAGE, within(0.02));
        }
    }

    /** Cases with nothing present all have one answer, and 1 - (1 - p) is not always p. */
    @Test
    void casesWithOneAnswerAreAllCovered() {
        Sample drawn = WORLD.draw(new int[] {200, 0, 0, 0}, 4);
        for (double z = -3; z < 3; z += 0.01) {
            double[] same = new double[drawn.size()];
            Arrays.fill(same, z);
            ConformalFit fit = new ConformalFit(drawn, same, COVERAGE);
            double p = Logistic.IDENTITY.ofLogit(z);
            assertThat(keeps(fit.of(0, false), 1 - p)).isTrue();
            assertThat(keeps(fit.of(0, true), p)).isTrue();
        }
    }

    @Test
    void fewCasesBorrowAndSaySo() {
        Sample seen = WORLD.draw(SEEN, 3);
        ConformalFit fit = new ConformalFit(seen, seen.logit(), COVERAGE);
        assertThat(fit.of(0, true).basis()).isEqualTo(Basis.PATTERN);
        assertThat(fit.of(3, true).basis()).isEqualTo(Basis.POOLED);
        assertThat(fit.of(3, true)).isEqualTo(fit.pooled(true));
        Sample few = WORLD.draw(new int[] {20, 5, 0, 0}, 3);
        ConformalFit none = new ConformalFit(few, few.logit(), COVERAGE);
        assertThat(none.of(0, true)).isEqualTo(none.pooled(true));
        assertThat(none.pooled(true).basis()).isEqualTo(Basis.NONE);
        assertThat(none.pooled(true).limit()).isEqualTo(1);
    }
}
