package org.gapwise.evaluate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.Progress;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.core.metrics.Cholesky;
import org.junit.jupiter.api.Test;

class MixedEffectsTest {

    private static final int[] CASES = {2000, 400, 60};

    /** Labels whose maps differ from each other's by little, and from none by much. */
    private static List<Logistic[]> truth(int labels, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Logistic[] patterns = new Logistic[CASES.length];
        Arrays.setAll(patterns, p -> new Logistic(0.8, 0.4 + 0.3 * random.nextGaussian()));
        List<Logistic[]> maps = new ArrayList<>();
        for (int l = 0; l < labels; l++) {
            Logistic[] own = new Logistic[CASES.length];
            Arrays.setAll(
                    own, p -> new Logistic(patterns[p].slope(), patterns[p].offset() + 0.05 * random.nextGaussian()));
            maps.add(own);
        }
        return maps;
    }

    private static List<Sample> draw(List<Logistic[]> truth, long seed) {
        List<Sample> samples = new ArrayList<>();
        for (int l = 0; l < truth.size(); l++) {
            samples.add(new Synthetic(List.of(truth.get(l)), -2, 1.5).draw(CASES, 100 * seed + l));
        }
        return samples;
    }

    private static double error(Logistic[][] maps, List<Logistic[]> truth, int pattern) {
        double sum = 0;
        for (int l = 0; l < maps.length; l++) {
            for (double z : new double[] {-3, -2, 0}) {
                Logistic is = maps[l][pattern];
                Logistic should = truth.get(l)[pattern];
                double miss = (is.slope() - should.slope()) * z + is.offset() - should.offset();
                sum += miss * miss / (3 * maps.length);
            }
        }
        return Math.sqrt(sum);
    }

    @Test
    void whatIsLittleKnownBorrowsFromOtherLabelsUnderTheSamePattern() {
        double together = 0;
        double apart = 0;
        for (long seed = 0; seed < 6; seed++) {
            List<Logistic[]> truth = truth(10, seed);
            List<Sample> samples = draw(truth, seed);
            Logistic[][] each = new Logistic[samples.size()][];
            Arrays.setAll(each, l -> MixedEffects.of(List.of(samples.get(l)), Form.PLATT)
                    .maps()[0]);
            together += error(MixedEffects.of(samples, Form.PLATT).maps(), truth, 2);
            apart += error(each, truth, 2);
        }
        assertThat(together).isLessThan(0.7 * apart);
    }

    /** One label under one pattern is far off, as where a picture is taken of those who have a device. */
    @Test
    void oneThatIsFarOffIsNotDrawnToThoseThatAreAlike() {
        Logistic[] right = {Logistic.IDENTITY, Logistic.IDENTITY, Logistic.IDENTITY};
        Logistic[] odd = {Logistic.IDENTITY, new Logistic(1, -1.5), Logistic.IDENTITY};
        List<Logistic[]> truth = List.of(right, right, right, odd, right, right, right, right, right, right);
        Logistic[][] maps = MixedEffects.of(draw(truth, 4), Form.PLATT).maps();
        assertThat(at(maps[3][1], -2)).isLessThan(-1);
        assertThat(Math.abs(at(maps[4][1], -2))).isLessThan(0.3);
    }

    /** How far a map moves log odds. */
    private static double at(Logistic map, double logit) {
        return map.slope() * logit + map.offset() - logit;
    }

    /** To three standard errors of 2,000 cases. */
    @Test
    void whatIsWellKnownKeepsWhatIsItsOwn() {
        Logistic[] usual = {Logistic.IDENTITY, Logistic.IDENTITY, Logistic.IDENTITY};
        Logistic[] odd = {new Logistic(0.5, 1), Logistic.IDENTITY, Logistic.IDENTITY};
        List<Logistic[]> truth = List.of(usual, usual, odd, usual, usual, usual);
        Logistic[][] maps = MixedEffects.of(draw(truth, 3), Form.PLATT).maps();
        assertThat(maps[2][0].slope()).isCloseTo(0.5, within(0.15));
        assertThat(maps[2][0].offset()).isCloseTo(1, within(0.2));
        assertThat(maps[0][0].slope()).isCloseTo(1, within(0.15));
    }

    @Test
    void answersThatAreRightStayNearlyAsTheyAre() {
        Logistic[] right = {Logistic.IDENTITY, Logistic.IDENTITY, Logistic.IDENTITY};
        Logistic[][] maps = MixedEffects.of(
                        draw(List.of(right, right, right, right, right, right, right, right), 5), Form.PLATT)
                .maps();
        for (Logistic[] row : maps) {
            for (Logistic map : row) {
                assertThat(map.slope()).isCloseTo(1, within(0.1));
                assertThat(map.offset()).isCloseTo(0, within(0.1));
            }
        }
    }

    /** As of a model that was trained where one in a hundred is ill, and asked where one in four is. */
    @Test
    void largeFaultsAreSetRight() {
        for (double offset : new double[] {2, 4, 6}) {
            for (double slope : new double[] {0.6, 1, 1.3}) {
                Logistic fault = new Logistic(slope, offset);
                Synthetic world = new Synthetic(List.of(fault, fault, fault), -1.5, 1.5);
                for (long seed = 0; seed < 4; seed++) {
                    Sample sample = world.draw(new int[] {700, 150, 50}, seed);
                    Logistic[] maps =
                            MixedEffects.of(List.of(sample), Form.PLATT).maps()[0];
                    double[] answers = new double[sample.size()];
                    Arrays.setAll(answers, i -> {
                        Logistic map = maps[sample.pattern()[i]];
                        return map.slope() * sample.logit()[i] + map.offset();
                    });
                    double excess = Arrays.stream(sample.logLoss(answers)).sum() - loss(sample, fault);
                    assertThat(excess).as("%s, seed %d", fault, seed).isLessThan(5);
                }
            }
        }
    }

    @Test
    void aLabelWhoseAnswersAreAllCertainSpoilsNoOther() {
        Logistic[] right = {Logistic.IDENTITY, Logistic.IDENTITY, Logistic.IDENTITY};
        List<Sample> samples = new ArrayList<>(draw(List.of(right, right, right), 9));
        Sample one = samples.get(0);
        double[] certain = new double[one.size()];
        for (double z : new double[] {16, -16}) {
            Arrays.fill(certain, z);
            samples.set(0, one.saying(certain));
            Logistic[][] maps = MixedEffects.of(samples, Form.PLATT).maps();
            for (int l = 1; l < 3; l++) {
                assertThat(maps[l][0].slope()).isCloseTo(1, within(0.15));
            }
            Lesson lesson = Lesson.of(
                    samples, samples.stream().map(s -> s.where(i -> false)).toList());
            assertThat(new Selection(lesson, 1).best(Progress.silent())).hasSize(3);
        }
    }

    @Test
    void aTemperatureHasNoOffset() {
        for (Logistic[] row :
                MixedEffects.of(draw(truth(3, 1), 1), Form.TEMPERATURE).maps()) {
            assertThat(row).allSatisfy(map -> assertThat(map.offset()).isZero());
        }
    }

    /** The likelihood of cases under maps near where they stand, by its parabola and by itself. */
    @Test
    void informationIsTheParabolaOfTheLikelihood() {
        Sample sample = draw(truth(1, 2), 2).get(0).of(1);
        Logistic at = new Logistic(0.9, 0.2);
        Information[] cells = Information.of(List.of(sample), new Logistic[][] {{at, at, at}})[0];
        double step = 1e-3;
        for (double[] way : new double[][] {{1, 0}, {0, 1}, {1, 1}, {-1, 2}}) {
            Symmetric.Pair to = new Symmetric.Pair(at.slope() - 1 + step * way[0], at.offset() + step * way[1]);
            Symmetric.Pair here = new Symmetric.Pair(at.slope() - 1, at.offset());
            double foretold = height(cells[1], to) - height(cells[1], here);
            double is = loss(sample, at) - loss(sample, new Logistic(1 + to.slope(), to.offset()));
            assertThat(foretold).isCloseTo(is, within(1e-5));
        }
        assertThat(cells[0].sharpness()).isEqualTo(Symmetric.NONE);
    }

    private static double height(Information cell, Symmetric.Pair at) {
        Symmetric.Pair bent = cell.sharpness().times(at);
        return cell.pull().slope() * at.slope()
                + cell.pull().offset() * at.offset()
                - (bent.slope() * at.slope() + bent.offset() * at.offset()) / 2;
    }

    private static double loss(Sample sample, Logistic map) {
        double[] answers = Arrays.stream(sample.logit())
                .map(z -> map.slope() * z + map.offset())
                .toArray();
        return Arrays.stream(sample.logLoss(answers)).sum();
    }

    @Test
    void aMatrixTimesItsInverseIsOne() {
        double[][] matrix = {{4, 1, 0.5}, {1, 3, -1}, {0.5, -1, 5}};
        double[][] inverse = Cholesky.of(matrix).inverse();
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                double sum = 0;
                for (int c = 0; c < 3; c++) {
                    sum += matrix[a][c] * inverse[c][b];
                }
                assertThat(sum).isCloseTo(a == b ? 1 : 0, within(1e-12));
            }
        }
        Symmetric two = new Symmetric(4, 1, 3);
        assertThat(two.within(two.inverse()).slopes()).isCloseTo(two.inverse().slopes(), within(1e-12));
        assertThat(two.within(two.inverse()).both()).isCloseTo(two.inverse().both(), within(1e-12));
    }
}
