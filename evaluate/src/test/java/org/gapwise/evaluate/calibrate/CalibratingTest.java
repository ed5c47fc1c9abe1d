package org.gapwise.evaluate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Progress;
import org.gapwise.core.calibrate.CalibratedPredictor;
import org.gapwise.core.calibrate.Calibration;
import org.gapwise.core.calibrate.Curve;
import org.gapwise.core.calibrate.LabelCalibration;
import org.gapwise.core.calibrate.OperatingPoint;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.file.Json;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.predict.Basis;
import org.gapwise.core.predict.Decision;
import org.gapwise.core.predict.Prediction;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.Toy;
import org.junit.jupiter.api.Test;

class CalibratingTest {

    private static final MemoryCohort COHORT = Toy.cohort(1200, 4);
    private static final Toy.Fake MODEL = new Toy.Fake(Toy::sum);
    private static final Scored SCORED = Scored.of(MODEL, COHORT, 64, Progress.silent());
    private static final Calibrating.Result RESULT = Calibrating.of(SCORED, options(new OperatingRule.Youden()));

    private static Calibrating.Options options(OperatingRule rule) {
        return new Calibrating.Options("valid", 0.9, rule, 1);
    }

    private static LabelCalibration edema(Calibration calibration) {
        return calibration.label("Edema").orElseThrow();
    }

    @Test
    void aFileHoldsAllOfIt() throws Exception {
        assertThat(Calibration.parse(RESULT.calibration().toJson())).isEqualTo(RESULT.calibration());
    }

    @Test
    void aFileFromBeforeThereWereCurvesAndReducedCasesIsRead() throws Exception {
        JsonNode tree = Json.parse(RESULT.calibration().toJson());
        tree.path("labels").forEach(label -> {
            ((ObjectNode) label).remove("curve");
            label.path("patterns").forEach(pattern -> ((ObjectNode) pattern).remove("reduced"));
        });
        LabelCalibration older = edema(Calibration.parse(Json.text(tree)));
        assertThat(older.curve()).isEqualTo(Curve.NONE);
        assertThat(older.patterns()).allSatisfy(p -> assertThat(p.reduced()).isZero());
        assertThat(older.map()).isEqualTo(edema(RESULT.calibration()).map());
    }

    @Test
    void damagedFilesAreRefused() {
        String text = RESULT.calibration().toJson();
        for (String damaged : List.of(
                text.replace("\"version\" : 1", "\"version\" : 2"),
                text.replaceFirst("\"slope\" : ", "\"slope\" : -"),
                text.replaceFirst("\"limit\" : ", "\"limit\" : 7"),
                text.replaceFirst("\"slope\"", "\"slop\""))) {
            assertThat(damaged).isNotEqualTo(text);
            assertThatThrownBy(() -> Calibration.parse(damaged)).isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void aLabelOfOneClassStaysAsItIs() {
        assertThat(RESULT.calibration().label("Fracture")).isEmpty();
        Prediction answer = new CalibratedPredictor(MODEL, RESULT.calibration()).predict(COHORT.get(0));
        assertThat(answer.probability("Fracture")).isEqualTo(Toy.sum(COHORT.get(0)));
        assertThat(answer.decision("Fracture")).isEmpty();
    }

    @Test
    void thePredictorSaysWhatWasLearned() {
        CalibratedPredictor calibrated = new CalibratedPredictor(MODEL, RESULT.calibration());
        for (Case one : COHORT.cases().subList(0, 50)) {
            Prediction answer = calibrated.predict(one);
            Decision decision = answer.decision("Edema").orElseThrow();
            assertThat(decision.raw()).isEqualTo(Toy.sum(one));
            assertThat(decision.flagged()).isEqualTo(answer.probability("Edema") >= decision.threshold());
        }
    }

    @Test
    void aPatternNobodyHadIsCalibratedAsAllAndSaysSo() {
        List<Case> imaged = COHORT.cases().stream()
                .filter(c -> c.images().containsKey("frontal"))
                .toList();
        Scored some = Scored.of(MODEL, new MemoryCohort(Toy.SCHEMA, imaged), 64, Progress.silent());
        Calibration calibration =
                Calibrating.of(some, options(new OperatingRule.Youden())).calibration();
        Prediction answer = new CalibratedPredictor(MODEL, calibration)
                .predict(Case.of("new").with("lactate", 2.5));
        assertThat(answer.warnings()).singleElement().asString().contains("no calibration case");
        assertThat(answer.decision("Edema").orElseThrow().basis()).isEqualTo(Basis.POOLED);
        assertThat(answer.probability("Edema"))
                .isEqualTo(edema(calibration).map().of(Toy.sum(Case.of("new").with("lactate", 2.5))));
    }

    @Test
    void unseenPatientsAreAnsweredBetter() {
        CalibrationCheck all = RESULT.checks().get(0);
        assertThat(all.present()).isEqualTo(CalibrationCheck.ALL);
        assertThat(all.after().ece()).isLessThan(all.before().ece());
        assertThat(all.after().brier()).isLessThan(all.before().brier());
    }

    @Test
    void setsHoldTheTruthAsOftenAsPromised() {
        Scored fresh = Scored.of(
                new CalibratedPredictor(MODEL, RESULT.calibration()), Toy.cohort(6000, 5), 64, Progress.silent());
        for (SetCheck check : SetCheck.byPattern(fresh, RESULT.calibration())) {
            if (check.borrowed() == 0) {
                assertThat(check.coverage()).as(check.present()).isCloseTo(0.9, within(0.06));
            }
        }
        SetCheck edema = SetCheck.byLabel(fresh, RESULT.calibration()).get("Edema");
        assertThat(edema.coverage()).isCloseTo(0.9, within(0.03));
        assertThat(edema.abstained()).isPositive();
    }

    @Test
    void aWantedSensitivityIsReached() {
        Calibration calibration = Calibrating.of(SCORED, options(new OperatingRule.AtSensitivity(0.95)))
                .calibration();
        OperatingPoint point = edema(calibration).operating();
        assertThat(point.shares().get(OperatingPoint.SENSITIVITY).value()).isBetween(0.95, 0.97);
        OperatingPoint youden = edema(RESULT.calibration()).operating();
        double sum = youden.shares().get(OperatingPoint.SENSITIVITY).value()
                + youden.shares().get(OperatingPoint.SPECIFICITY).value();
        assertThat(sum)
                .isGreaterThan(point.shares().get(OperatingPoint.SENSITIVITY).value()
                        + point.shares().get(OperatingPoint.SPECIFICITY).value());
    }

    @Test
    void unequalGapsAreFound() {
        List<Case> skewed = COHORT.cases().stream()
                .map(c -> c.categories().getOrDefault("sex", "").equals("F")
                        ? c.evidence(c.numbers(), c.categories(), Map.of())
                        : c)
                .toList();
        MemoryCohort unfair = new MemoryCohort(Toy.SCHEMA, skewed);
        Scored scored = Scored.of(MODEL, unfair, 64, Progress.silent());
        SubgroupAudit audit = SubgroupAudit.of(unfair, "sex", scored, Bootstrap.of(20, 1));
        assertThat(audit.unequallyMissing()).contains("frontal");
        assertThat(audit.groups()).extracting(SubgroupAudit.Group::level).containsExactly("F", "not recorded");
        SubgroupAudit ages = SubgroupAudit.of(COHORT, "age", SCORED, Bootstrap.of(20, 1));
        assertThat(ages.groups()).hasSize(4);
        assertThat(ages.unequallyMissing()).doesNotContain("frontal");
        assertThatThrownBy(() -> SubgroupAudit.of(COHORT, "shoe", SCORED, Bootstrap.of(20, 1)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("shoe");
    }

    @Test
    void theCardIsReplacedNotRepeated() {
        CalibrationCard card = new CalibrationCard(RESULT, List.of());
        String once = card.in("# Model card\n");
        assertThat(card.in(once)).isEqualTo(once);
        assertThat(once).contains("| Edema |").contains("needs a human").doesNotContain("NaN");
    }
}
