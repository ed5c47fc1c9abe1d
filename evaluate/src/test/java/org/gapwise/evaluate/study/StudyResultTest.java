package org.gapwise.evaluate.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gapwise.core.Progress;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Metric;
import org.gapwise.evaluate.Comparison;
import org.gapwise.evaluate.Evaluation;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Answers.Cell;
import org.gapwise.evaluate.study.Slice.Place;
import org.junit.jupiter.api.Test;

class StudyResultTest {

    private static final StudyOptions OPTIONS = new StudyOptions(200, 60, 0.95, 5, Optional.of(FakeStudy::kept));
    private static final FakeStudy STUDY = FakeStudy.small(500);
    private static final StudyResult RESULT = StudyResult.of(STUDY, OPTIONS, Crew.alone());
    private static final Arm IMAGE = STUDY.design().arms().get(1);
    private static final Place COMPLETE = new Place("ours", Level.COMPLETE, Level.COMPLETE);

    @Test
    void aCellIsTheMeanOfItsFoldsMeasuredOneByOne() {
        double macro = 0;
        double brier = 0;
        for (int fold = 0; fold < 2; fold++) {
            Scored scored = STUDY.of(new Cell("ours", Level.COMPLETE, Level.COMPLETE, fold))
                    .orElseThrow();
            Evaluation one = Evaluation.of(scored, Bootstrap.of(0, 1));
            macro += one.macro(Metric.AUROC).value().orElseThrow() / 2;
            brier += one.macro(Metric.BRIER).value().orElseThrow() / 2;
        }
        assertThat(RESULT.scores().of(COMPLETE).orElseThrow().point().orElseThrow())
                .isCloseTo(macro, within(1e-12));
        assertThat(RESULT.scores()
                        .of(COMPLETE, Measure.BRIER)
                        .orElseThrow()
                        .point()
                        .orElseThrow())
                .isCloseTo(brier, within(1e-12));
    }

    @Test
    void theWholeGridHasFiguresAndTheSlicesIntervals() {
        for (Level train : STUDY.design().trainLevels()) {
            for (Level test : STUDY.design().testLevels()) {
                Sampled figure =
                        RESULT.scores().of(new Place("zeros", train, test)).orElseThrow();
                boolean reported = train.rate() == 0 || test.rate() == 0;
                assertThat(figure.estimate(0.95).low().isPresent())
                        .as("%s %s", train, test)
                        .isEqualTo(reported);
            }
        }
    }

    /** Its resamples repeat cases, and so lie above it. */
    @Test
    void calibrationErrorHasNoInterval() {
        for (Measure measure : List.of(Measure.BRIER, Measure.ECE)) {
            Estimate figure =
                    RESULT.scores().of(COMPLETE, measure).orElseThrow().estimate(0.95);
            assertThat(figure.value()).as(measure.title()).isPresent();
            assertThat(figure.low().isPresent()).as(measure.title()).isEqualTo(measure != Measure.ECE);
        }
    }

    @Test
    void differencesArePaired() {
        Sampled ours = RESULT.scores().of(COMPLETE).orElseThrow();
        Sampled zeros = RESULT.scores()
                .of(new Place("zeros", Level.COMPLETE, Level.COMPLETE))
                .orElseThrow();
        assertThat(width(ours.minus(zeros))).isLessThan(0.6 * width(ours));
        assertThat(ours.minus(ours).pTwoSided()).isEmpty();
        assertThat(width(ours.minus(ours))).isZero();
    }

    private static double width(Sampled figure) {
        Estimate e = figure.estimate(0.95);
        return e.high().orElseThrow() - e.low().orElseThrow();
    }

    @Test
    void theCurveOfOursFallsGentlyAndThatOfZerosBelowTheTable() {
        Degradation ours = RESULT.degradation("ours", IMAGE, Slice.INFERENCE).orElseThrow();
        Degradation zeros = RESULT.degradation("zeros", IMAGE, Slice.INFERENCE).orElseThrow();
        assertThat(ours.area().raw()).isGreaterThan(zeros.area().raw());
        assertThat(ours.slope().raw()).isNegative();
        assertThat(ours.worstRate()).isEqualTo(1);
        assertThat(zeros.floor().orElseThrow().entrant().id()).isEqualTo("unimodal-clinical");
        assertThat(zeros.floor().orElseThrow().crossing().orElseThrow()).isBetween(0.1, 1.0);
        assertThat(zeros.warning(0.95).orElseThrow())
                .startsWith("reducing the images: Zeros falls below Clinical alone, which never sees image, from");
        assertThat(RESULT.warnings()).anyMatch(w -> w.contains(": Zeros falls"));
    }

    @Test
    void aMethodOfOneModalityIsNotWarnedOf() {
        FakeStudy study = new FakeStudy(
                120,
                2,
                List.of(
                        FakeStudy.fake("ours", Entrant.Family.OURS, 3, 1, -4),
                        new FakeStudy.Fake(
                                new Entrant("trees-table", "Trees", Entrant.Family.TREES, "", List.of("clinical")),
                                3,
                                1,
                                0),
                        FakeStudy.single("image", 0.1)),
                name -> name);
        StudyResult result = StudyResult.of(study, new StudyOptions(10, 5, 0.95, 5, Optional.empty()), Crew.alone());
        assertThat(result.warnings()).isNotEmpty().allSatisfy(w -> assertThat(w).contains(": Ours falls below"));
    }

    @Test
    void levelsAreNamedInWords() {
        assertThat(STUDY.design().words(Level.of("image", 0.25))).isEqualTo("reducing the images, 25\u00a0%");
        assertThat(STUDY.design().words(Level.of("image", 1))).isEqualTo("reducing the images, 100\u00a0%");
        assertThat(STUDY.design().words(Level.of("image", 0.125))).isEqualTo("reducing the images, 12.5\u00a0%");
        assertThat(STUDY.design().words(Level.COMPLETE)).isEqualTo("complete data");
    }

    @Test
    void areaSlopeAndCrossingAreThoseOfAHandMadeCurve() {
        List<Double> rates = List.of(0.0, 0.5, 1.0);
        assertThat(Degradation.area(rates, new double[] {0.9, 0.8, 0.5})).isCloseTo(0.75, within(1e-12));
        assertThat(Degradation.slope(rates, new double[] {0.9, 0.8, 0.5})).isCloseTo(-0.4, within(1e-12));
        List<Sampled> above = List.of(plain(0.1), plain(0.1), plain(-0.3));
        assertThat(Degradation.crossing(rates, above).orElseThrow()).isCloseTo(0.625, within(1e-12));
        assertThat(Degradation.crossing(rates, List.of(plain(0.1), plain(0), plain(0.2))))
                .isEmpty();
    }

    private static Sampled plain(double value) {
        return new Sampled(value, new double[] {value - 0.01, value + 0.01}, new double[0]);
    }

    @Test
    void theStandardErrorIsThatOfThePaper() {
        assertThat(plain(0.5).standardError().orElseThrow()).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void ranksShareTiesAndSpareReferences() {
        // Three methods at two levels: (0.9, 0.5), (0.8, 0.5), (0.7, 0.6).
        double[] values = {0.9, 0.5, 0.8, 0.5, 0.7, 0.6};
        assertThat(Ranks.mean(values, 0, 2)).isEqualTo((1 + 2.5) / 2);
        assertThat(Ranks.mean(values, 2, 2)).isEqualTo(2);
        assertThat(RESULT.ranks().standings())
                .extracting(s -> s.entrant().id())
                .containsExactlyInAnyOrder("ours", "zeros", "model-selection");
        assertThat(RESULT.ranks().standings().get(0).entrant().id()).isEqualTo("ours");
        assertThat(RESULT.ranks().levels()).isEqualTo(15);
        assertThat(RESULT.ranks().lead().orElseThrow().raw()).isPositive();
    }

    @Test
    void duelsAreCorrectedOverTheirFamily() {
        List<Duel> complete = RESULT.withOurs().stream()
                .filter(d -> d.place().train().rate() == 0 && d.place().test().rate() == 0)
                .toList();
        assertThat(complete).hasSize(2);
        for (Duel duel : complete) {
            assertThat(duel.holm().orElseThrow()).isBetween(duel.p().orElseThrow(), 1.0);
            assertThat(duel.labels()).hasSize(3);
        }
        assertThat(complete.stream().mapToDouble(d -> d.holm().orElse(2)).min().orElse(2))
                .isCloseTo(
                        2
                                * complete.stream()
                                        .mapToDouble(d -> d.p().orElse(2))
                                        .min()
                                        .orElse(2),
                        within(1e-12));
        assertThat(RESULT.withBest()).isNotEmpty();
    }

    @Test
    void rightAndWrongAreCountedAsInAComparisonOfTwo() {
        Correctness.Tally tally = RESULT.correctness().against("zeros");
        assertThat(tally.cells()).isEqualTo(63);
        assertThat(tally.won()).isGreaterThan(tally.lost());
        assertThat(RESULT.correctness().against("ours").cells()).isZero();
        List<Double> z = new ArrayList<>();
        Cell ours = new Cell("ours", Level.COMPLETE, Level.COMPLETE, 0);
        Cell zeros = new Cell("zeros", Level.COMPLETE, Level.COMPLETE, 0);
        Comparison two =
                Comparison.of(STUDY.of(ours).orElseThrow(), STUDY.of(zeros).orElseThrow(), Bootstrap.of(0, 1));
        two.correctness().z().ifPresent(z::add);
        assertThat(z).hasSize(1);
    }

    @Test
    void patternsAreThoseObserved() {
        List<Patterns.Row> rows = RESULT.patterns().rows();
        assertThat(rows).extracting(Patterns.Row::present).contains(List.of("clinical"), List.of("clinical", "image"));
        Patterns.Row worst = RESULT.patterns().worst("ours").orElseThrow();
        assertThat(worst.present()).hasSize(1);
        assertThat(rows.stream()
                        .filter(r ->
                                r.entrant().equals("ours") && r.test().arm().equals("image"))
                        .mapToInt(Patterns.Row::cases)
                        .sum())
                .isEqualTo(1000);
    }

    @Test
    void equalChancesLeaveTheFigureAsItIs() {
        assertThat(RESULT.stress()).isNotEmpty();
        for (StressWeights.Row row : RESULT.stress()) {
            assertThat(row.weighted().raw()).isCloseTo(row.plain().raw(), within(1e-12));
            assertThat(row.effective()).isCloseTo(row.kept(), within(1e-6));
        }
    }

    @Test
    void expectationsComeOutAsTheDataSay() {
        assertThat(verdict("On complete data all fusion")).isEqualTo(Verdict.HELD);
        assertThat(verdict("With every case lacking the modality, Zeros")).isEqualTo(Verdict.HELD);
        assertThat(verdict("Model Selection is weak")).isEqualTo(Verdict.HELD);
        assertThat(verdict("Ours is within 0.03")).isEqualTo(Verdict.HELD);
        assertThat(verdict("Ours has the best mean rank")).isEqualTo(Verdict.HELD);
        assertThat(verdict("On complete data late")).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(verdict("Ours is within 0.01")).isEqualTo(Verdict.NOT_MEASURED);
        FakeStudy bad = new FakeStudy(
                300,
                2,
                List.of(
                        FakeStudy.fake("ours", Entrant.Family.OURS, 3, 1, -4),
                        FakeStudy.fake("zeros", Entrant.Family.BASELINE, 0.1, 0, 0),
                        FakeStudy.single("clinical", 0.1),
                        FakeStudy.single("image", 0.1)),
                name -> name);
        StudyResult worse = StudyResult.of(bad, new StudyOptions(40, 10, 0.95, 5, Optional.empty()), Crew.alone());
        assertThat(worse.expectations().subList(0, 3))
                .extracting(Expectation::verdict)
                .containsOnly(Verdict.NOT_HELD);
        assertThat(worse.stress()).isEmpty();
    }

    private static Verdict verdict(String start) {
        return RESULT.expectations().stream()
                .filter(e -> e.text().startsWith(start))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void noBitDependsOnTheNumberOfThreads() {
        StudyOptions few = new StudyOptions(20, 5, 0.95, 5, Optional.of(Unhurried::kept));
        List<double[]> byThreads = new ArrayList<>();
        for (int threads : new int[] {1, 2, 3}) {
            Answers answers = new Unhurried(FakeStudy.small(60), threads);
            byThreads.add(figures(StudyResult.of(answers, few, new Crew(threads, Progress.silent()))));
        }
        assertThat(byThreads.get(0)).hasSizeGreaterThan(400);
        assertThat(byThreads.get(1)).isEqualTo(byThreads.get(0));
        assertThat(byThreads.get(2)).isEqualTo(byThreads.get(0));
    }

    private static double[] figures(StudyResult result) {
        List<Sampled> sampled = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        result.degradations().forEach(d -> {
            sampled.addAll(d.curve());
            sampled.add(d.area());
        });
        result.ranks().standings().forEach(s -> sampled.add(s.meanRank()));
        result.patterns().rows().forEach(row -> sampled.add(row.macroAuroc()));
        result.stress().forEach(row -> {
            sampled.add(row.plain());
            sampled.add(row.weighted());
            plain.add(row.effective());
        });
        for (Duel duel : result.withBest()) {
            sampled.add(duel.difference());
            duel.labels().forEach(label -> {
                plain.add(label.difference());
                plain.add(label.p().orElse(2));
            });
        }
        for (Sampled one : sampled) {
            Estimate estimate = one.estimate(0.9);
            plain.addAll(List.of(
                    one.point().orElse(2),
                    estimate.low().orElse(2),
                    estimate.high().orElse(2)));
            plain.add(one.standardError().orElse(2));
        }
        return plain.stream().mapToDouble(v -> v).toArray();
    }

    @Test
    void stepsAddUpToWhatWasAnnounced() {
        List<String> names = new ArrayList<>();
        List<Long> announced = new ArrayList<>();
        List<AtomicLong> made = new ArrayList<>();
        AtomicInteger closed = new AtomicInteger();
        Progress counting = new Progress() {
            @Override
            public void start(String name, long total) {
                names.add(name);
                announced.add(total);
                made.add(new AtomicLong());
            }

            @Override
            public void step(long steps) {
                made.get(made.size() - 1).addAndGet(steps);
            }

            @Override
            public void note(String text) {}

            @Override
            public void done() {
                closed.incrementAndGet();
            }
        };
        StudyOptions few = new StudyOptions(20, 5, 0.95, 5, Optional.empty());
        StudyResult.of(FakeStudy.small(40), few, new Crew(2, counting));
        assertThat(names).containsExactly("Statistics", "Comparing");
        assertThat(announced).allSatisfy(total -> assertThat(total).isPositive());
        assertThat(made.stream().map(AtomicLong::get)).containsExactlyElementsOf(announced);
        assertThat(closed).hasValue(2);
    }

    @Test
    void theSameAnswersGiveTheSameFigures() {
        FakeStudy tiny = FakeStudy.small(60);
        StudyOptions few = new StudyOptions(20, 5, 0.95, 5, Optional.empty());
        double[][] twice = new double[2][];
        for (int i = 0; i < 2; i++) {
            StudyResult result = StudyResult.of(tiny, few, Crew.alone());
            twice[i] = result.degradations().stream()
                    .mapToDouble(d -> d.area().estimate(0.95).high().orElse(0))
                    .toArray();
        }
        assertThat(twice[0]).isEqualTo(twice[1]);
        assertThat(Arrays.stream(twice[0]).sum()).isPositive();
    }
}
