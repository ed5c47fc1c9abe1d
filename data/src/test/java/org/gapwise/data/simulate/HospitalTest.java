package org.gapwise.data.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.gapwise.core.Progress;
import org.gapwise.core.Seeds;
import org.gapwise.core.schema.Range;
import org.junit.jupiter.api.Test;

class HospitalTest {

    private static final Hospital STANDARD = StandardHospital.create();
    private static final SimulationPlan PLAN = new SimulationPlan(4000, 32, 7);
    private static final List<Study> STUDIES = new Admissions(STANDARD, PLAN).draw();
    private static final Posteriors OPTIMUM = Posteriors.of(STANDARD, STUDIES, Progress.silent());

    @Test
    void theOptimumIsNeitherTrivialNorHopeless() {
        assertThat(OPTIMUM.macro(Pattern.EVERYTHING).orElseThrow()).isBetween(0.82, 0.90);
    }

    @Test
    void eachModalityAloneIsClearlyWorse() {
        double all = OPTIMUM.macro(Pattern.EVERYTHING).orElseThrow();
        assertThat(OPTIMUM.macro(Pattern.IMAGE_ABSENT).orElseThrow()).isLessThan(all - 0.06);
        assertThat(OPTIMUM.macro(Pattern.TABLE_ABSENT).orElseThrow()).isLessThan(all - 0.04);
        assertThat(OPTIMUM.macro(Pattern.NOTHING).orElseThrow()).isEqualTo(0.5);
    }

    @Test
    void moreEvidenceRanksEveryLabelBetter() {
        for (int label = 0; label < Finding.LABELS.size(); label++) {
            double all = OPTIMUM.auroc(Pattern.EVERYTHING, label).orElseThrow();
            assertThat(all)
                    .isGreaterThan(OPTIMUM.auroc(Pattern.IMAGE_ABSENT, label).orElseThrow());
            assertThat(all)
                    .isGreaterThan(OPTIMUM.auroc(Pattern.TABLE_ABSENT, label).orElseThrow());
        }
    }

    @Test
    void someFindingsLiveMostlyInOneModality() {
        assertThat(imageLead(Finding.PNEUMOTHORAX)).isGreaterThan(0.08);
        assertThat(imageLead(Finding.SUPPORT_DEVICES)).isGreaterThan(0.05);
        assertThat(imageLead(Finding.PNEUMONIA)).isLessThan(-0.05);
        assertThat(imageLead(Finding.LUNG_LESION)).isLessThan(-0.05);
    }

    private static double imageLead(Finding finding) {
        int label = Finding.LABELS.indexOf(finding.label());
        return OPTIMUM.auroc(Pattern.TABLE_ABSENT, label).orElseThrow()
                - OPTIMUM.auroc(Pattern.IMAGE_ABSENT, label).orElseThrow();
    }

    @Test
    void theOptimumIsCalibratedUnderEveryPattern() {
        for (Pattern pattern : Pattern.values()) {
            double[] expected = new double[10];
            double[] seen = new double[10];
            int[] count = new int[10];
            for (int i = 0; i < STUDIES.size(); i++) {
                boolean[] truth = Finding.truth(STUDIES.get(i).state());
                for (int label = 0; label < truth.length; label++) {
                    double p = OPTIMUM.probability()[pattern.ordinal()][i][label];
                    int bin = Math.min(9, (int) (p * 10));
                    expected[bin] += p;
                    seen[bin] += truth[label] ? 1 : 0;
                    count[bin]++;
                }
            }
            for (int bin = 0; bin < 10; bin++) {
                double deviations = (seen[bin] - expected[bin]) / Math.sqrt(1 + 0.25 * count[bin]);
                assertThat(deviations).as("%s, bin %d", pattern, bin).isBetween(-4.5, 4.5);
            }
        }
    }

    @Test
    void thePosteriorOfATinyModelIsTheConditionalFrequency() {
        Hospital tiny = tiny();
        Study seen = new Admissions(tiny, new SimulationPlan(1, 32, 1)).draw().get(0);
        SplittableRandom random = Seeds.of(11, "test");
        double[] hits = new double[Finding.LABELS.size()];
        int matches = 0;
        for (int i = 0; i < 600_000; i++) {
            int state = tiny.prior().draw(random);
            if (agrees(tiny, state, random)) {
                matches++;
                boolean[] truth = Finding.truth(state);
                for (int label = 0; label < truth.length; label++) {
                    hits[label] += truth[label] ? 1 : 0;
                }
            }
        }
        double[] exact = tiny.posterior(evidence(seen), Pattern.IMAGE_ABSENT);
        assertThat(matches).isGreaterThan(15_000);
        for (int label = 0; label < hits.length; label++) {
            assertThat(hits[label] / matches).as(Finding.LABELS.get(label)).isCloseTo(exact[label], within(0.015));
        }
    }

    /** Temperature 38, trauma yes, lactate missing. */
    private static Study evidence(Study frame) {
        boolean[] measured = {true, true, false};
        return new Study(
                0,
                frame.id(),
                frame.subject(),
                0,
                new double[] {38, 1, 0},
                measured,
                frame.signs(),
                false,
                true,
                frame.labels());
    }

    private static boolean agrees(Hospital tiny, int state, SplittableRandom random) {
        return tiny.columns().get(0).measurement().draw(state, random) == 38
                && tiny.columns().get(1).measurement().draw(state, random) == 1
                && random.nextDouble() < tiny.columns().get(2).gap().chance(state, 60);
    }

    private static Hospital tiny() {
        Quantity temperature = Quantity.of("temperature", "degC", new Range(30, 45), 0)
                .around(Scale.PLAIN, 37, 1)
                .moved(Finding.PNEUMONIA, 1.0)
                .moved(Finding.CONSOLIDATION, 0.7)
                .moved(Finding.EDEMA, -0.5);
        Level trauma = Level.of("trauma", List.of("no", "yes"), List.of(0.6, 0.4))
                .moved(Finding.FRACTURE, List.of(0.0, 1.5))
                .moved(Finding.PNEUMOTHORAX, List.of(0.0, -1.0));
        Quantity lactate = Quantity.of("lactate", "mmol/L", new Range(-9, 9), 1);
        Gap mnar = new Gap.Mnar(0.5, List.of(new Effect(Finding.PNEUMONIA, -1.5), new Effect(Finding.EDEMA, 1.0)));
        return new Hospital(
                STANDARD.prior(),
                List.of(
                        new Hospital.Column(temperature, new Gap.Mcar(0)),
                        new Hospital.Column(trauma, new Gap.Mcar(0)),
                        new Hospital.Column(lactate, mnar)),
                STANDARD.signs(),
                STANDARD.imageGap(),
                0);
    }

    @Test
    void oneHundredStatesHaveTheLikelihoodOfTheirDensities() {
        Belief belief = new Belief();
        Quantity bnp = (Quantity) column("bnp");
        bnp.explain(900, belief);
        double[] likelihood = belief.likelihood();
        SplittableRandom random = Seeds.of(3, "states");
        for (int i = 0; i < 100; i++) {
            int state = random.nextInt(Finding.STATES);
            assertThat(Math.log(likelihood[state]))
                    .isCloseTo(logDensity(bnp, 900, state) - logDensity(bnp, 900, 0), within(1e-9));
        }
    }

    private static double logDensity(Quantity quantity, double value, int state) {
        double shift = 0;
        for (Effect effect : quantity.law().effects()) {
            shift += effect.finding().in(state) ? effect.size() : 0;
        }
        double t = (quantity.law().scale().normal(value) - quantity.law().center())
                / quantity.law().deviation();
        return -(t - shift) * (t - shift) / 2;
    }

    @Test
    void aSignIsDrawnFromTheDensityItIsJudgedBy() {
        Sign sign = STANDARD.signs().get(Look.APICAL_GAP.ordinal());
        double ratio = 0;
        SplittableRandom random = Seeds.of(5, "sign");
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            Belief belief = new Belief();
            sign.explain(sign.draw(0, random), belief);
            ratio += belief.likelihood()[Finding.PNEUMOTHORAX.bit()];
        }
        assertThat(ratio / draws)
                .as("the mean likelihood ratio without the finding")
                .isCloseTo(1, within(0.05));
    }

    @Test
    void gapsHaveTheirMechanisms() {
        double[] ages = STUDIES.stream().mapToDouble(s -> s.values()[0]).toArray();
        double median = Arrays.stream(ages).sorted().toArray()[ages.length / 2];
        assertThat(rate("d_dimer", s -> s.values()[0] < median) - rate("d_dimer", s -> s.values()[0] >= median))
                .as("MAR: the young are measured less")
                .isGreaterThan(0.05);
        assertThat(rate("wbc", s -> s.values()[0] < median) - rate("wbc", s -> s.values()[0] >= median))
                .as("MCAR: age does not matter")
                .isBetween(-0.03, 0.03);
        assertThat(rate("wbc", s -> Finding.PNEUMONIA.in(s.state())) - rate("wbc", s -> true))
                .as("MCAR: the state does not matter")
                .isBetween(-0.03, 0.03);
        assertThat(rate("lactate", s -> !Finding.SUPPORT_DEVICES.in(s.state()))
                        - rate("lactate", s -> Finding.SUPPORT_DEVICES.in(s.state())))
                .as("MNAR: the ill are measured more")
                .isGreaterThan(0.15);
    }

    private static double rate(String column, Predicate<Study> which) {
        int at = names().indexOf(column);
        return STUDIES.stream()
                .filter(which)
                .mapToDouble(s -> s.measured()[at] ? 0 : 1)
                .average()
                .orElseThrow();
    }

    @Test
    void picturesAndTablesAreMissingAsDocumented() {
        double image = share(s -> !s.hasImage());
        double table = share(s -> !s.hasTable());
        assertThat(image).isBetween(0.08, 0.15);
        assertThat(table).isBetween(0.02, 0.05);
        assertThat(share(s -> !s.hasImage() && !s.hasTable())).isZero();
        assertThat(share(s -> s.labels().isEmpty())).isZero();
    }

    private static double share(Predicate<Study> which) {
        return STUDIES.stream()
                .mapToDouble(s -> which.test(s) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    @Test
    void studiesOfAPatientShareWhatLasts() {
        int sex = names().indexOf("sex");
        List<String> repeated = new ArrayList<>();
        for (int i = 1; i < STUDIES.size(); i++) {
            Study before = STUDIES.get(i - 1);
            Study study = STUDIES.get(i);
            if (study.subject().equals(before.subject())) {
                repeated.add(study.subject());
                assertThat(study.values()[0]).isEqualTo(before.values()[0]);
                assertThat(study.values()[sex]).isEqualTo(before.values()[sex]);
                assertThat(study.signs()).isNotEqualTo(before.signs());
            }
        }
        assertThat(repeated.size()).isBetween(400, 1200);
    }

    private static Measurement column(String name) {
        return STANDARD.columns().get(names().indexOf(name)).measurement();
    }

    private static List<String> names() {
        return STANDARD.columns().stream().map(c -> c.measurement().name()).toList();
    }
}
