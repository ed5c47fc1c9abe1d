package org.gapwise.evaluate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gapwise.core.Progress;
import org.gapwise.core.calibrate.CalibratedPredictor;
import org.gapwise.core.calibrate.LabelCalibration;
import org.gapwise.core.calibrate.PatternCalibration;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.schema.Modality;
import org.gapwise.evaluate.Presence;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.Toy;
import org.junit.jupiter.api.Test;

class FewerModalitiesTest {

    private static final MemoryCohort COHORT = Toy.cohort(900, 7);
    private static final Calibrating.Options OPTIONS =
            new Calibrating.Options("valid", 0.9, new OperatingRule.Youden(), 1);

    private static MemoryCohort complete() {
        return new MemoryCohort(
                Toy.SCHEMA,
                COHORT.cases().stream()
                        .filter(c -> Toy.SCHEMA.modalities().stream().allMatch(c::has))
                        .toList());
    }

    private static Calibrating.Result learned(MemoryCohort cohort) {
        FewerModalities both = FewerModalities.of(cohort);
        Scored scored = Scored.of(new Toy.Fake(Toy::sum), both.cohort(), 64, Progress.silent());
        return Calibrating.of(scored, both.own(), OPTIONS, Progress.silent());
    }

    @Test
    void casesComeFirstAsTheyAreAndThenWithLess() {
        FewerModalities both = FewerModalities.of(COHORT);
        assertThat(both.own()).isEqualTo(COHORT.size());
        assertThat(both.cohort().cases().subList(0, both.own())).isEqualTo(COHORT.cases());
        List<String> names =
                Toy.SCHEMA.modalities().stream().map(Modality::name).toList();
        for (int i = both.own(); i < both.cohort().size(); i++) {
            Case less = both.cohort().get(i);
            Case more = COHORT.cases().stream()
                    .filter(c -> c.id().equals(less.id()))
                    .findFirst()
                    .orElseThrow();
            List<String> left = Presence.of(Toy.SCHEMA, less).modalities();
            List<String> before = Presence.of(Toy.SCHEMA, more).modalities();
            assertThat(before).containsAll(left).hasSizeGreaterThan(left.size());
            assertThat(left).isNotEmpty().isSubsetOf(names);
            assertThat(less.group()).isEqualTo(more.group());
            assertThat(less.labels()).isEqualTo(more.labels());
            assertThat(more.numbers()).containsAllEntriesOf(less.numbers());
        }
    }

    @Test
    void aPatternThatNobodyHasIsLearnedFromThoseWhoHaveMore() {
        LabelCalibration edema =
                learned(complete()).calibration().label("Edema").orElseThrow();
        PatternCalibration image = edema.pattern(List.of("frontal"));
        assertThat(image.cases()).isZero();
        assertThat(image.reduced()).isGreaterThan(100);
        assertThat(image.map()).isNotEqualTo(edema.map());
        Case one = complete().get(0);
        Prediction answer = new CalibratedPredictor(
                        new Toy.Fake(Toy::sum), learned(complete()).calibration())
                .predict(Case.of("new").with("frontal", one.images().get("frontal")));
        assertThat(answer.warnings())
                .singleElement()
                .asString()
                .contains("no calibration case had exactly these modalities")
                .contains("cases from which the others were taken away");
    }

    @Test
    void ofManyModalitiesOneIsTakenAwayOrLeft() {
        assertThat(FewerModalities.patterns(List.of("a", "b", "c", "d"))).hasSize(14);
        assertThat(FewerModalities.patterns(List.of("a"))).isEmpty();
        assertThat(FewerModalities.patterns(List.of("a", "b", "c", "d", "e", "f")))
                .hasSize(12)
                .allMatch(pattern -> pattern.size() == 1 || pattern.size() == 5);
    }

    @Test
    void checksAndAnswersAreOfCasesAsTheyAre() {
        Calibrating.Result result = learned(COHORT);
        assertThat(result.answers().size()).isEqualTo(COHORT.size());
        assertThat(result.calibration().cases()).isEqualTo(COHORT.size());
        assertThat(result.checks())
                .allSatisfy(check -> assertThat(check.cases()).isLessThanOrEqualTo(COHORT.size()));
        Calibrating.Result alone =
                Calibrating.of(Scored.of(new Toy.Fake(Toy::sum), COHORT, 64, Progress.silent()), OPTIONS);
        for (int l = 0; l < alone.calibration().labels().size(); l++) {
            LabelCalibration a = alone.calibration().labels().get(l);
            LabelCalibration b = result.calibration().labels().get(l);
            assertThat(a.cases()).isEqualTo(b.cases());
            assertThat(a.pattern(List.of("frontal")).cases())
                    .isEqualTo(b.pattern(List.of("frontal")).cases());
        }
    }
}
