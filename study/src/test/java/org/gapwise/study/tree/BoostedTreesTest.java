package org.gapwise.study.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.metrics.Auroc;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.study.Lesson;
import org.gapwise.study.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoostedTreesTest {

    private static final Lesson GAPPY = Toy.lesson(Toy.cases(600, 0.3, 1), Toy.cases(200, 0.3, 2));

    static List<Method> methods() {
        return BoostedTrees.all();
    }

    @Test
    void theTableIsLearntThoughAThirdOfItIsMissing() {
        try (Predictor predictor =
                BoostedTrees.table().learn(Toy.lesson(Toy.cases(1500, 0.3, 1), Toy.cases(300, 0.3, 2)))) {
            List<Case> test = Toy.cases(500, 0.3, 3).stream()
                    .filter(one -> one.numbers().containsKey("x"))
                    .toList();
            assertThat(auroc(predictor, test, "sick")).isGreaterThan(0.9);
            assertThat(auroc(predictor, test, "dark"))
                    .as("the table does not know")
                    .isBetween(0.35, 0.65);
        }
    }

    @Test
    void picturesAreLearntThroughTheirFeatures() {
        try (Predictor predictor = BoostedTrees.both().learn(GAPPY)) {
            List<Case> test = Toy.cases(300, 0.3, 3);
            List<Case> pictured =
                    test.stream().filter(one -> !one.images().isEmpty()).toList();
            List<Case> blind =
                    test.stream().filter(one -> one.images().isEmpty()).toList();
            assertThat(auroc(predictor, pictured, "dark")).isGreaterThan(0.9);
            assertThat(auroc(predictor, blind, "dark")).isBetween(0.3, 0.7);
            assertThat(predictor.predict(blind.get(0)).absent()).contains("frontal");
            assertThat(predictor.predict(pictured.get(0)).used()).contains("frontal");
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theSameLessonGivesTheSameAnswersWhateverItsOrder(Method method) {
        List<Case> shuffled = new ArrayList<>(Toy.cases(600, 0.3, 1));
        Collections.shuffle(shuffled, new Random(1));
        List<Case> test = Toy.cases(100, 0.3, 3);
        try (Predictor one = method.learn(GAPPY);
                Predictor other = method.learn(Toy.lesson(shuffled, Toy.cases(200, 0.3, 2)))) {
            assertThat(other.predict(test)).isEqualTo(one.predict(test));
        }
    }

    @Test
    void oneAndTwoThreadsGiveTheSameAnswers() {
        Lesson lesson = Toy.lesson(Toy.cases(150, 0.3, 1), Toy.cases(30, 0.3, 2));
        List<Case> test = Toy.cases(100, 0.3, 3);
        try (Predictor one = new BoostedTrees(false, 1).learn(lesson);
                Predictor two = new BoostedTrees(false, 2).learn(lesson)) {
            assertThat(two.predict(test)).isEqualTo(one.predict(test));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aCaseGetsTheSameAnswerAloneAndInABatch(Method method) {
        try (Predictor predictor = method.learn(GAPPY)) {
            List<Case> test = new ArrayList<>(Toy.cases(50, 0.3, 3));
            test.addAll(GAPPY.training().cases().subList(0, 50));
            List<Prediction> together = predictor.predict(test);
            for (int i = 0; i < test.size(); i++) {
                assertThat(predictor.predict(test.get(i))).isEqualTo(together.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void whoHasNothingGetsTheBaseRatesAndAWarning(Method method) {
        try (Predictor predictor = method.learn(GAPPY)) {
            Prediction nothing = predictor.predict(Case.of("empty"));
            long sick = GAPPY.training().cases().stream()
                    .filter(one -> one.labels().get("sick") == Label.POSITIVE)
                    .count();
            assertThat(nothing.probability("sick")).isCloseTo(sick / 600.0, within(0.002));
            assertThat(nothing.warnings()).anyMatch(each -> each.startsWith("nothing was present"));
            assertThat(nothing.used()).isEmpty();
        }
    }

    @Test
    void aPictureIsNothingToTreesOnTheTable() {
        try (Predictor predictor = BoostedTrees.table().learn(GAPPY)) {
            Case pictured = Case.of("p").with("frontal", size -> {
                throw new IllegalStateException("nobody reads it");
            });
            Prediction prediction = predictor.predict(pictured);
            assertThat(prediction.probabilities())
                    .isEqualTo(predictor.predict(Case.of("empty")).probabilities());
            assertThat(prediction.used()).isEmpty();
            assertThat(prediction.absent()).containsExactly("x", "y", "sex");
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aTargetThatIsAllAlikeGetsItsBaseRateAndAWarning(Method method) {
        try (Predictor predictor = method.learn(GAPPY)) {
            Prediction prediction = predictor.predict(Toy.cases(1, 0, 5).get(0));
            assertThat(prediction.probability("human")).isCloseTo(600.5 / 601, within(1e-9));
            assertThat(prediction.warnings()).anyMatch(each -> each.startsWith("human was all alike"));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyAnswerIsAProbability(Method method) {
        List<Case> odd = new ArrayList<>(Toy.cases(50, 0.8, 7));
        Case far = Case.of("far").with("x", 1e300).with("y", -1e300).with("sex", "nobody listed this");
        odd.add(far);
        List<Case> training = new ArrayList<>(Toy.cases(200, 0.3, 1));
        training.add(far.with("sick", Label.POSITIVE));
        try (Predictor predictor = method.learn(Toy.lesson(training, Toy.cases(50, 0.3, 2)))) {
            assertThat(predictor.predict(odd))
                    .allSatisfy(each ->
                            assertThat(each.probabilities().values()).hasSize(3).allMatch(p -> p >= 0 && p <= 1));
        }
    }

    @Test
    void whoNobodyAnnotatedTeachesNothing() {
        List<Case> training = new ArrayList<>(Toy.cases(300, 0, 1));
        List<Case> more = new ArrayList<>(training);
        for (Case one : Toy.cases(300, 0, 9)) {
            more.add(new Case(one.id(), one.group(), one.numbers(), one.categories(), one.images(), Map.of()));
            more.add(new Case(
                    one.id() + "?", one.group(), one.numbers(), Map.of(), Map.of(), Map.of("sick", Label.UNCERTAIN)));
        }
        List<Case> test = Toy.cases(100, 0.3, 3);
        try (Predictor one = BoostedTrees.table().learn(Toy.lesson(training, Toy.cases(50, 0, 2)));
                Predictor other = BoostedTrees.table().learn(Toy.lesson(more, Toy.cases(50, 0, 2)))) {
            assertThat(other.predict(test)).isEqualTo(one.predict(test));
        }
    }

    @Test
    void withoutValidationCasesItStillLearns() {
        try (Predictor predictor = BoostedTrees.table().learn(Toy.lesson(Toy.cases(300, 0, 1), List.of()))) {
            assertThat(auroc(predictor, Toy.cases(200, 0, 3), "sick")).isGreaterThan(0.9);
        }
    }

    @Test
    void featuresNeedANetwork() {
        Lesson lesson = Toy.lesson(Toy.cases(30, 0, 1), Toy.cases(10, 0, 2));
        try (Predictor trees = BoostedTrees.table().learn(lesson)) {
            Lesson odd = new Lesson(lesson.cohort(), lesson.split(), lesson.recipes(), (p, c, s) -> trees);
            assertThatThrownBy(() -> BoostedTrees.both().learn(odd)).hasMessageContaining("TreesPredictor");
        }
    }

    private static double auroc(Predictor predictor, List<Case> cases, String target) {
        List<Prediction> predictions = predictor.predict(cases);
        double[] scores =
                predictions.stream().mapToDouble(p -> p.probability(target)).toArray();
        boolean[] truth = new boolean[scores.length];
        IntStream.range(0, truth.length)
                .forEach(i -> truth[i] = cases.get(i).labels().get(target) == Label.POSITIVE);
        return Auroc.of(scores, truth).orElseThrow();
    }
}
