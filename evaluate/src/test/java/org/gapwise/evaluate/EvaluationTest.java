package org.gapwise.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.file.Json;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Mean;
import org.gapwise.core.metrics.Metric;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final Bootstrap BOOTSTRAP = Bootstrap.of(200, 5);

    /** But ECE: cases drawn again are further from any curve, so that its interval would lie above it. */
    @Test
    void everyLabelHasEveryMetricAndAllButEceAnInterval() {
        Evaluation evaluation = evaluate(Toy.cohort(300, 1));
        LabelScore edema = evaluation.labels().get(0);
        assertThat(edema.metrics()).containsOnlyKeys(Metric.values());
        for (Metric metric : Metric.values()) {
            Estimate e = edema.metric(metric);
            assertThat(e.n()).isEqualTo(300);
            assertThat(e.low().isPresent()).as(metric.key()).isEqualTo(metric != Metric.ECE);
            if (e.low().isPresent()) {
                assertThat(e.value().getAsDouble())
                        .as(metric.key())
                        .isBetween(e.low().getAsDouble(), e.high().getAsDouble());
            }
        }
        assertThat(edema.metric(Metric.AUROC).value().getAsDouble()).isGreaterThan(0.7);
    }

    @Test
    void aLabelOfOneClassIsUndefinedAndSaysWhy() {
        Evaluation evaluation = evaluate(Toy.cohort(300, 1));
        LabelScore fracture = evaluation.labels().get(1);
        assertThat(fracture.reason()).isEqualTo("no positive case");
        assertThat(fracture.metric(Metric.AUROC)).isEqualTo(Estimate.undefined(43));
        assertThat(fracture.metric(Metric.BRIER).low()).isPresent();
        double mean = (evaluation.labels().get(0).metric(Metric.AUROC).value().getAsDouble()
                        + evaluation
                                .labels()
                                .get(2)
                                .metric(Metric.AUROC)
                                .value()
                                .getAsDouble())
                / 2;
        assertThat(evaluation.macro(Metric.AUROC).value().getAsDouble()).isCloseTo(mean, within(1e-15));
    }

    @Test
    void tooFewPatientsGiveAValueWithoutAnInterval() {
        Evaluation few = evaluate(Toy.cohort(8, 2));
        assertThat(few.labels().get(0).metric(Metric.AUROC).defined()).isTrue();
        assertThat(few.labels().get(0).metric(Metric.AUROC).low()).isEmpty();
    }

    @Test
    void oneCaseAndNoCaseAreFine() {
        Evaluation one = evaluate(Toy.cohort(1, 3));
        assertThat(one.macro(Metric.AUROC).defined()).isFalse();
        assertThat(one.labels().get(0).metric(Metric.BRIER).defined()).isTrue();
        Evaluation none = evaluate(Toy.cohort(0, 3));
        assertThat(none.cases()).isZero();
        assertThat(none.labels().get(0).reason()).isEqualTo("no annotated case");
    }

    @Test
    void patternsAddUpToAllCases() {
        Evaluation evaluation = evaluate(Toy.cohort(300, 1));
        assertThat(evaluation.patterns()).hasSize(4);
        assertThat(evaluation.patterns().stream().mapToInt(PatternScore::cases).sum())
                .isEqualTo(300);
        PatternScore both = evaluation.patterns().get(0);
        assertThat(both.present()).containsExactly("clinical", "frontal");
        assertThat(both.macro(Metric.ECE).value().orElseThrow()).isBetween(0.0, 1.0);
        assertThat(both.macro(Metric.ECE).low()).isEmpty();
        assertThat(both.macro(Metric.BRIER).low()).isPresent();
        assertThat(both.labels(Metric.BRIER)).hasSize(evaluation.labels().size());
        assertThat(MetricsFile.of(evaluation)
                        .at("/patterns/0/brier/Edema/value")
                        .isDouble())
                .isTrue();
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        assertThat(evaluate(Toy.cohort(80, 6))).isEqualTo(evaluate(Toy.cohort(80, 6)));
    }

    @Test
    void jsonLeavesOutWhatIsUndefined() {
        ObjectNode json = MetricsFile.of(evaluate(Toy.cohort(300, 1)));
        assertThat(json.at("/labels/Fracture/metrics/auroc").has("value")).isFalse();
        assertThat(json.at("/labels/Fracture/undefined_because").asText()).isEqualTo("no positive case");
        assertThat(json.at("/labels/Edema/metrics/auroc/low").isDouble()).isTrue();
        assertThat(json.at("/means/" + Mean.MACRO.key() + "/auroc/value").isDouble())
                .isTrue();
        assertThat(Json.text(json))
                .doesNotContain("NaN")
                .doesNotContain("study-")
                .doesNotContain("null");
    }

    @Test
    void intervalsCoverTheTruth() {
        // The outcome is drawn with the predicted probability itself: the true Brier score is the mean of p (1 - p).
        int covered = 0;
        int rounds = 100;
        for (int round = 0; round < rounds; round++) {
            SplittableRandom random = new SplittableRandom(round);
            List<Case> cases = IntStream.range(0, 150)
                    .mapToObj(i -> {
                        double p = random.nextDouble();
                        boolean yes = random.nextDouble() < p;
                        return Case.of("c" + i).with("lactate", p).with("Edema", yes ? Label.POSITIVE : Label.NEGATIVE);
                    })
                    .toList();
            Scored scored = Scored.of(
                    new Toy.Fake(c -> c.numbers().get("lactate")),
                    new MemoryCohort(Toy.SCHEMA, cases),
                    64,
                    Progress.silent());
            Estimate brier = Evaluation.of(scored, Bootstrap.of(200, round))
                    .labels()
                    .get(0)
                    .metric(Metric.BRIER);
            covered += brier.low().getAsDouble() <= 1 / 6.0
                            && 1 / 6.0 <= brier.high().getAsDouble()
                    ? 1
                    : 0;
        }
        assertThat(covered).isBetween(88, 100);
    }

    @Test
    void aPredictorAgainstItselfDoesNotDiffer() {
        Scored scored = Scored.of(new Toy.Fake(Toy::sum), Toy.cohort(200, 1), 64, Progress.silent());
        Comparison same = Comparison.of(scored, scored, BOOTSTRAP);
        assertThat(same.macroDifference().value().getAsDouble()).isZero();
        assertThat(same.macroDifference().low().getAsDouble()).isZero();
        assertThat(same.labels().get(0).adjusted()).isEmpty();
        assertThat(same.labels().get(1).delong()).isEmpty();
    }

    @Test
    void aWorsePredictorIsFoundOut() {
        Cohort cohort = Toy.cohort(400, 1);
        Scored good = Scored.of(new Toy.Fake(Toy::sum), cohort, 64, Progress.silent());
        Scored bad = Scored.of(new Toy.Fake(c -> (c.id().hashCode() & 1023) / 1023.0), cohort, 64, Progress.silent());
        Comparison comparison = Comparison.of(good, bad, BOOTSTRAP);
        assertThat(comparison.macroDifference().low().getAsDouble()).isPositive();
        assertThat(comparison.labels().get(0).adjusted().getAsDouble()).isLessThan(1e-6);
        assertThat(comparison.correctness().pFirstGreater().getAsDouble()).isLessThan(0.5);
        assertThat(MetricsFile.of(comparison).at("/labels/Edema/delong/z").doubleValue())
                .isGreaterThan(4);
    }

    @Test
    void differentCasesAreNotCompared() {
        Scored a = Scored.of(new Toy.Fake(Toy::sum), Toy.cohort(20, 1), 64, Progress.silent());
        Scored b = Scored.of(new Toy.Fake(Toy::sum), Toy.cohort(20, 2), 64, Progress.silent());
        assertThatThrownBy(() -> Comparison.of(a, b, BOOTSTRAP)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Evaluation evaluate(Cohort cohort) {
        return Evaluation.of(Scored.of(new Toy.Fake(Toy::sum), cohort, 64, Progress.silent()), BOOTSTRAP);
    }
}
