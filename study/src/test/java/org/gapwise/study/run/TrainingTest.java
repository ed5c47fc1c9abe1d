package org.gapwise.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.evaluate.study.Level;
import org.gapwise.study.Ward;
import org.gapwise.study.protocol.PaperProtocol;
import org.gapwise.study.protocol.Rates;
import org.gapwise.study.store.AnswerStore;
import org.gapwise.train.Plan;
import org.junit.jupiter.api.Test;

class TrainingTest {

    private static final Cohort COHORT = Ward.whole(40, 1);
    private static final Split SPLIT = split(4);
    private static final Plan QUICK = Plan.preset("quick");
    private static final Plan PAPER = Plan.preset("paper");
    private static final Rates RATES = new Rates(List.of(0.0, 0.25, 0.5), List.of(0.0, 1.0));

    private static Split split(int every) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < COHORT.size(); i++) {
            parts.add(i % every == 0 ? Part.VALID : Part.TRAIN);
        }
        return new Split(parts);
    }

    @Test
    void equalTrainingsHaveOneNameAndOthersAnother() {
        String name = Training.of(QUICK, COHORT, SPLIT).name();
        assertThat(name).matches("[0-9a-f]{20}");
        assertThat(Training.of(Plan.preset("quick"), Ward.whole(40, 1), split(4))
                        .name())
                .isEqualTo(name);
        assertThat(List.of(
                        name,
                        Training.of(QUICK.with(List.of("train.epochs=1")), COHORT, SPLIT)
                                .name(),
                        Training.of(QUICK.withSeed(9), COHORT, SPLIT).name(),
                        Training.of(QUICK, Ward.whole(40, 2), SPLIT).name(),
                        Training.of(QUICK, Ward.gappy(40, 0.1, 1), SPLIT).name(),
                        Training.of(QUICK, COHORT, split(5)).name(),
                        Training.of(PAPER, COHORT, SPLIT).name()))
                .doesNotHaveDuplicates();
    }

    @Test
    void twoStagesAreAnEncoderAModalityAndTheRest() {
        Training training = Training.of(PAPER, COHORT, SPLIT);
        assertThat(training.encoders().stream().map(e -> e.cohort().schema().modalities()))
                .containsExactly(
                        List.of(Ward.SCHEMA.modalities().get(0)),
                        List.of(Ward.SCHEMA.modalities().get(1)));
        assertThat(training.plan().pretrain().epochs()).isZero();
        assertThat(training.encoders()).allSatisfy(e -> assertThat(e.encoders()).isEmpty());
        assertThat(Training.of(QUICK, COHORT, SPLIT).encoders()).isEmpty();
    }

    @Test
    void aModalityThatNobodyHasGetsNoEncoder() {
        Cohort cohort = new MemoryCohort(Ward.withLateral(), COHORT.cases());
        assertThat(Training.of(PAPER, cohort, SPLIT).encoders()).hasSize(2);
    }

    @Test
    void otherEncodersMakeAnotherNetwork() {
        Training plain = Training.of(PAPER, COHORT, SPLIT);
        Training other = Training.of(PAPER.with(List.of("pretrain.epochs=3")), COHORT, SPLIT);
        assertThat(other.plan()).isEqualTo(plain.plan());
        assertThat(other.name()).isNotEqualTo(plain.name());
    }

    @Test
    void stepsAreBatchesTimesEpochs() {
        assertThat(Training.of(QUICK.with(List.of("train.batch=7", "train.epochs=3")), COHORT, SPLIT)
                        .steps())
                .isEqualTo(30 / 7 * 3);
        assertThat(Training.of(QUICK.with(List.of("train.batch=64", "train.epochs=3")), COHORT, SPLIT)
                        .steps())
                .isEqualTo(3);
    }

    @Test
    void whatAnArmDoesNotTouchIsTrainedOnceForAllItsLevels() {
        Set<String> table = rehearsed("unimodal-clinical").trainings().keySet();
        Set<String> picture = rehearsed("unimodal-frontal").trainings().keySet();
        // Two folds; complete and two levels of the modality's own arm.
        assertThat(table).hasSize(6).doesNotContainAnyElementsOf(picture);
        assertThat(picture).hasSize(6);
        assertThat(rehearsed("ours").trainings()).hasSize(10);
    }

    @Test
    void methodsShareTheFirstStage() {
        Set<String> alone = rehearsed("paper-unimodal-clinical", "paper-unimodal-frontal")
                .trainings()
                .keySet();
        assertThat(alone).hasSize(12);
        assertThat(rehearsed("late-mean", "late-max", "late-min", "late-vote")
                        .trainings()
                        .keySet())
                .isEqualTo(alone);
        assertThat(rehearsed("paper").trainings()).hasSize(22);
        assertThat(rehearsed("paper").trainings().keySet()).containsAll(alone);
        assertThat(rehearsed("paper", "zeros", "frozen", "late-mean").trainings())
                .hasSize(12 + 3 * 10);
    }

    @Test
    void everyMethodCanBeRehearsed() {
        Rehearsal rehearsal = new Rehearsal();
        Study study = study();
        study.tasks().forEach(task -> task.method().rehearse(study.lesson(task.learnt(), rehearsal)));
        assertThat(rehearsal.trainings().size()).isGreaterThan(200);
        assertThat(study.tasks()).hasSize(2 * 5 * Catalogue.all(Ward.SCHEMA).size());
    }

    @Test
    void methodsLearnFromOneCohortSoThatItIsHashedOnce() {
        Study study = study("ours", "zeros");
        AnswerStore.Learnt ours = new AnswerStore.Learnt("ours", Level.of("clinical", 0.25), 1);
        AnswerStore.Learnt zeros = new AnswerStore.Learnt("zeros", Level.of("clinical", 0.25), 1);
        AnswerStore.Learnt other = new AnswerStore.Learnt("zeros", Level.COMPLETE, 1);
        Rehearsal nobody = new Rehearsal();
        assertThat(study.lesson(zeros, nobody).cohort())
                .isSameAs(study.lesson(ours, nobody).cohort())
                .isNotSameAs(study.lesson(other, nobody).cohort());
    }

    @Test
    void theTasksOfAFoldStandTogether() {
        List<AnswerStore.Learnt> learnt =
                study("ours", "zeros").tasks().stream().map(Study.Task::learnt).toList();
        assertThat(learnt).hasSize(20).doesNotHaveDuplicates();
        assertThat(learnt.subList(0, 3))
                .containsExactly(
                        new AnswerStore.Learnt("ours", Level.COMPLETE, 0),
                        new AnswerStore.Learnt("zeros", Level.COMPLETE, 0),
                        new AnswerStore.Learnt("ours", Level.of("clinical", 0.25), 0));
        assertThat(learnt.subList(10, 20))
                .allSatisfy(one -> assertThat(one.fold()).isEqualTo(1));
    }

    private static Study study(String... methods) {
        StudyPlan quick = StudyPlan.preset("quick");
        StudyPlan plan = new StudyPlan(1, 2, 0.2, RATES, 1.5, List.of(), 20, 1, quick.recipes());
        return new Study(
                "ward",
                Ward.whole(60, 3),
                new Study.Setting(new PaperProtocol(RATES), plan, Catalogue.chosen(Ward.SCHEMA, List.of(methods))),
                Optional.empty());
    }

    private static Rehearsal rehearsed(String... methods) {
        Rehearsal rehearsal = new Rehearsal();
        Study study = study(methods);
        study.tasks().forEach(task -> task.method().rehearse(study.lesson(task.learnt(), rehearsal)));
        return rehearsal;
    }
}
