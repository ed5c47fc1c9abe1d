package org.gapwise.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.metrics.Metric;
import org.gapwise.core.missingness.Grain;
import org.gapwise.core.missingness.Mechanism;
import org.gapwise.core.missingness.Missingness;
import org.junit.jupiter.api.Test;

class StressTestTest {

    private static final StressTest.Options OPTIONS = StressTest.Options.of(100, 42);

    @Test
    void aCaseIsPredictedOncePerPattern() {
        MemoryCohort cohort = Toy.cohort(120, 1);
        Toy.Fake fake = new Toy.Fake(Toy::sum);
        StressTest.of(cohort, List.of(Contender.method("sum", fake)), OPTIONS, Progress.silent());
        long present = cohort.cases().stream()
                .mapToInt(c -> Presence.of(Toy.SCHEMA, c).modalities().size())
                .sum();
        assertThat(fake.asked().get()).isEqualTo(120 + (int) present);
    }

    @Test
    void everyPointEqualsAnEvaluationOfTheCohortSeenThroughTheMask() {
        Cohort cohort = Toy.cohort(150, 2);
        Toy.Fake fake = new Toy.Fake(Toy::sum);
        StressTest test = StressTest.of(cohort, List.of(Contender.method("sum", fake)), OPTIONS, Progress.silent());
        for (StressTest.Arm arm : test.arms()) {
            for (StressTest.Point point : arm.curves().get(0).points()) {
                Cohort through = cohort.through(new Missingness(new Grain.Whole(arm.modality()), Mechanism.mcar(), 42)
                        .draw(cohort, List.of(point.rate()))
                        .get(0));
                Evaluation direct =
                        Evaluation.of(Scored.of(fake, through, 64, Progress.silent()), Bootstrap.of(100, 42));
                assertThat(point.macroAuroc()).isEqualTo(direct.macro(Metric.AUROC));
            }
        }
    }

    @Test
    void aReferenceThatDoesNotSeeTheModalityStaysWhereItIs() {
        Cohort cohort = Toy.cohort(200, 3);
        Toy.Fake table = new Toy.Fake(Toy::sum);
        StressTest test = StressTest.of(
                cohort,
                List.of(
                        Contender.method("sum", new Toy.Fake(Toy::sum)),
                        Contender.reference("table only", table, List.of("clinical"))),
                OPTIONS,
                Progress.silent());
        StressTest.Curve flat = test.arms().get(1).curves().get(1);
        assertThat(flat.seesIt()).isFalse();
        assertThat(flat.points().stream().map(StressTest.Point::macroAuroc).distinct())
                .hasSize(1);
        StressTest.Point lost = test.arms().get(1).curves().get(0).points().get(4);
        assertThat(lost.macroAuroc().value().getAsDouble())
                .isCloseTo(flat.points().get(0).macroAuroc().value().getAsDouble(), within(1e-12));
    }

    @Test
    void theFirstIsNeverBehindItself() {
        StressTest test = StressTest.of(
                Toy.cohort(100, 4),
                List.of(
                        Contender.method("sum", new Toy.Fake(Toy::sum)),
                        Contender.optimum("half", new Toy.Fake(c -> 0.5))),
                OPTIONS,
                Progress.silent());
        StressTest.Point own = test.arms().get(0).curves().get(0).points().get(1);
        assertThat(own.behindFirst().value().getAsDouble()).isZero();
        assertThat(own.taken()).isEqualTo(25);
        StressTest.Point other = test.arms().get(0).curves().get(1).points().get(1);
        assertThat(other.behindFirst().value().getAsDouble())
                .isCloseTo(own.macroAuroc().value().getAsDouble() - 0.5, within(1e-12));
        assertThat(MetricsFile.of(test).at("/arms/1/curves/1/role").asText()).isEqualTo("optimum");
    }

    @Test
    void twoContendersOfOneNameAreRefused() {
        Contender one = Contender.method("sum", new Toy.Fake(Toy::sum));
        assertThatThrownBy(() -> StressTest.of(Toy.cohort(10, 1), List.of(one, one), OPTIONS, Progress.silent()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sum");
    }
}
