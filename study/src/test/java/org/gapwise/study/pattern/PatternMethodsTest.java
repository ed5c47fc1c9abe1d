package org.gapwise.study.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.BaseRates;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.Presence;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.study.Lesson;
import org.gapwise.study.Method;
import org.gapwise.study.Ward;
import org.gapwise.study.network.Stages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PatternMethodsTest {

    private static final Cohort COHORT = Ward.gappy(80, 0.3, 2);
    private static final Case WHOLE = Ward.whole(1, 1).get(0);
    private static final Case TABLE = WHOLE.evidence(WHOLE.numbers(), WHOLE.categories(), Map.of());
    private static final Case PICTURE = WHOLE.evidence(Map.of(), Map.of(), WHOLE.images());
    private static final Case NOTHING = Case.of("c0");

    private final Recording shelf = new Recording();

    static List<Method> methods() {
        return List.of(
                new LateFusion("late-mean", "Late", Vote.MEAN),
                new ModelSelection("model-selection", "Selection", Entrant.Family.BASELINE, List.of()),
                new Oracle());
    }

    private static double septic(Predictor predictor, Case one) {
        return predictor.predict(one).probability("septic");
    }

    @ParameterizedTest
    @CsvSource({"MEAN,0.4", "MAX,0.7", "MIN,0.2", "MAJORITY,0.3333333333333333"})
    void votesCombineProbabilities(Vote vote, double expected) {
        assertThat(vote.of(new double[] {0.2, 0.7, 0.3})).isCloseTo(expected, within(1e-15));
        assertThat(vote.of(new double[] {0.5})).isEqualTo(vote == Vote.MAJORITY ? 1 : 0.5);
    }

    @ParameterizedTest
    @CsvSource({"MEAN,0.15", "MAX,0.2", "MIN,0.1", "MAJORITY,0"})
    void lateFusionAsksTheNetworksOfWhatIsThere(Vote vote, double both) {
        Predictor fusion = new LateFusion("late", "Late", vote).learn(shelf.lesson(COHORT));
        boolean yes = vote == Vote.MAJORITY;
        assertThat(septic(fusion, WHOLE)).isCloseTo(both, within(1e-15));
        assertThat(septic(fusion, TABLE)).isEqualTo(yes ? 0 : 0.1);
        assertThat(septic(fusion, PICTURE)).isEqualTo(yes ? 0 : 0.2);
    }

    @Test
    void lateFusionHasANetworkAModalityOfThePapersFirstStage() {
        new LateFusion("late-mean", "Late", Vote.MEAN).learn(shelf.lesson(COHORT));
        assertThat(shelf.networks.stream().map(Recording.Network::modalities))
                .containsExactly(List.of("clinical"), List.of("frontal"));
        assertThat(shelf.networks)
                .allSatisfy(network -> assertThat(network.plan).isEqualTo(Stages.first(Recording.RECIPES.paper())));
    }

    @Test
    void inABatchEachCaseIsAskedOfItsOwnNetworks() {
        Predictor fusion = new LateFusion("late", "Late", Vote.MEAN).learn(shelf.lesson(COHORT));
        List<Case> cases = List.of(named("a", PICTURE), named("b", WHOLE), named("c", NOTHING), named("d", TABLE));
        List<Prediction> answers = fusion.predict(cases);
        assertThat(answers.stream().map(Prediction::caseId)).containsExactly("a", "b", "c", "d");
        assertThat(shelf.networks.get(0).asked).containsExactly("b", "d");
        assertThat(shelf.networks.get(1).asked).containsExactly("a", "b");
        assertThat(answers.stream().map(p -> p.probability("bright")).toList())
                .isEqualTo(cases.stream()
                        .map(one -> fusion.predict(one).probability("bright"))
                        .toList());
    }

    @Test
    void modelSelectionLearnsTogetherFromCompleteCasesOnly() {
        Lesson lesson = shelf.lesson(COHORT);
        new ModelSelection("s", "S", Entrant.Family.BASELINE, List.of("model.fusion=concat")).learn(lesson);
        Recording.Network joint = joint();
        assertThat(joint.shown()).containsExactly(List.of("clinical", "frontal"));
        List<String> complete = COHORT.cases().stream()
                .filter(one -> Presence.of(Ward.SCHEMA, one).modalities().size() == 2)
                .map(Case::id)
                .toList();
        assertThat(complete).hasSizeBetween(20, 70);
        assertThat(joint.cohort.cases().stream().map(Case::id)).containsExactlyElementsOf(complete);
        assertThat(joint.split.of(joint.cohort, Part.VALID).cases())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(lesson.validation().cases()).contains(one));
        assertThat(joint.plan).isEqualTo(Recording.RECIPES.paper().with(List.of("model.fusion=concat")));
        assertThat(joint.plan).isNotEqualTo(Recording.RECIPES.paper());
    }

    @Test
    void modelSelectionAsksTheJointNetworkAboutCompleteCasesAndNobodyElse() {
        Predictor selection =
                new ModelSelection("s", "S", Entrant.Family.BASELINE, List.of()).learn(shelf.lesson(COHORT));
        selection.predict(List.of(named("a", PICTURE), named("b", WHOLE), named("c", NOTHING), named("d", TABLE)));
        assertThat(joint().asked).containsExactly("b");
        assertThat(alone("clinical").asked).containsExactly("d");
        assertThat(alone("frontal").asked).containsExactly("a");
    }

    @Test
    void modelSelectionTakesTheMeanOfTheOthersWhereOneOfThreeIsMissing() {
        Schema schema = Ward.withLateral();
        List<Case> cases = COHORT.cases().stream()
                .map(one -> one.with("lateral", WHOLE.images().get("frontal")))
                .toList();
        Predictor selection = new ModelSelection("s", "S", Entrant.Family.BASELINE, List.of())
                .learn(shelf.lesson(new MemoryCohort(schema, cases)));
        double clinical = septic(selection, TABLE);
        double frontal = septic(selection, PICTURE);
        assertThat(clinical).isNotEqualTo(frontal);
        assertThat(septic(selection, WHOLE)).isCloseTo((clinical + frontal) / 2, within(1e-15));
    }

    @Test
    void whereNobodyIsCompleteModelSelectionIsLateFusion() {
        Predictor selection = new ModelSelection("s", "S", Entrant.Family.BASELINE, List.of())
                .learn(shelf.lesson(new MemoryCohort(Ward.withLateral(), COHORT.cases())));
        assertThat(shelf.networks.stream().map(Recording.Network::modalities))
                .containsExactly(List.of("clinical"), List.of("frontal"));
        assertThat(septic(selection, WHOLE)).isCloseTo(0.15, within(1e-15));
        Case all = WHOLE.with("lateral", WHOLE.images().get("frontal"));
        assertThat(septic(selection, all)).isCloseTo(0.15, within(1e-15));
    }

    @Test
    void theOracleHasANetworkForEachPatternThatSeesItAlone() {
        new Oracle().learn(shelf.lesson(COHORT));
        assertThat(shelf.networks.stream().map(Recording.Network::shown))
                .containsExactly(
                        List.of(List.of("clinical")),
                        List.of(List.of("frontal")),
                        List.of(List.of("clinical", "frontal")));
        assertThat(shelf.networks.get(0).cohort.size()).isEqualTo((int) COHORT.cases().stream()
                .filter(one -> Presence.of(Ward.SCHEMA, one).modalities().contains("clinical"))
                .count());
        assertThat(shelf.networks).allSatisfy(network -> {
            assertThat(network.plan)
                    .isEqualTo(Recording.RECIPES
                            .ours()
                            .with(List.of(
                                    "model.fusion=transformer", "train.modality_dropout=0", "train.views=as-is")));
            assertThat(network.schema()).isEqualTo(Ward.SCHEMA);
        });
    }

    @Test
    void theOracleAsksTheNetworkOfThePattern() {
        Predictor oracle = new Oracle().learn(shelf.lesson(COHORT));
        oracle.predict(List.of(named("a", PICTURE), named("b", WHOLE), named("c", NOTHING), named("d", TABLE)));
        assertThat(shelf.networks.stream().map(network -> network.asked))
                .containsExactly(List.of("d"), List.of("a"), List.of("b"));
    }

    @Test
    void aPatternThatNobodyHasIsAnsweredByTheNetworkOfItsLargestPart() {
        Predictor oracle = new Oracle().learn(shelf.lesson(new MemoryCohort(Ward.withLateral(), COHORT.cases())));
        assertThat(shelf.networks).hasSize(3);
        assertThat(septic(oracle, WHOLE)).isEqualTo(0.3);
        Case all = WHOLE.with("lateral", WHOLE.images().get("frontal"));
        assertThat(septic(oracle, all)).isEqualTo(0.3);
        assertThat(shelf.networks.get(2).saw).doesNotContain("lateral");
    }

    @Test
    void subsetsAreAllButTheEmptyOne() {
        assertThat(Oracle.subsets(List.of("a", "b", "c")))
                .containsExactly(
                        List.of("a"),
                        List.of("b"),
                        List.of("a", "b"),
                        List.of("c"),
                        List.of("a", "c"),
                        List.of("b", "c"),
                        List.of("a", "b", "c"));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void whereNothingIsThereTheBaseRateOfTrainingIsTheAnswer(Method method) {
        Lesson lesson = shelf.lesson(COHORT);
        Prediction answer = method.learn(lesson).predict(NOTHING);
        for (String target : Ward.SCHEMA.targetNames()) {
            long positive = lesson.training().cases().stream()
                    .filter(one -> one.labels().get(target) == Label.POSITIVE)
                    .count();
            assertThat(answer.probability(target))
                    .isEqualTo((positive + 1.0) / (lesson.training().size() + 2));
        }
        assertThat(answer.warnings()).hasSize(1);
        assertThat(shelf.networks)
                .allSatisfy(network -> assertThat(network.asked).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anAnswerTellsWhatWasThere(Method method) {
        Prediction answer = method.learn(shelf.lesson(COHORT)).predict(PICTURE);
        assertThat(answer.used()).containsExactly("frontal");
        assertThat(answer.absent()).containsExactly("age", "lactate", "sex");
        assertThat(answer.probabilities()).containsOnlyKeys("septic", "bright");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void closingClosesEveryNetworkOnce(Method method) {
        method.learn(shelf.lesson(COHORT)).close();
        assertThat(shelf.networks).isNotEmpty().allSatisfy(network -> assertThat(network.closed)
                .isEqualTo(1));
    }

    @Test
    void uncertainAndUnjudgedCasesDoNotCountInBaseRates() {
        Case yes = Case.of("a").with("septic", Label.POSITIVE);
        Case unsure = Case.of("b").with("septic", Label.UNCERTAIN);
        BaseRates rates = BaseRates.of(new MemoryCohort(
                Ward.schema(new ImageModality("frontal", "file", ".")), List.of(yes, unsure, Case.of("c"))));
        assertThat(rates.of("septic")).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(rates.of("bright")).isEqualTo(0.5);
    }

    private Recording.Network joint() {
        return shelf.networks.stream()
                .filter(network -> network.modalities().size() > 1)
                .findFirst()
                .orElseThrow();
    }

    private Recording.Network alone(String modality) {
        return shelf.networks.stream()
                .filter(network -> network.modalities().equals(List.of(modality)))
                .findFirst()
                .orElseThrow();
    }

    private static Case named(String id, Case one) {
        return new Case(id, id, one.numbers(), one.categories(), one.images(), one.labels());
    }
}
