package org.gapwise.study.impute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.ModelSpec;
import org.gapwise.study.Lesson;
import org.gapwise.study.Method;
import org.gapwise.study.Recipes;
import org.gapwise.study.Shelf;
import org.gapwise.train.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImputedTest {

    /** Remembers what it was asked; its networks answer with the number of quantities in a case, over ten. */
    private static final class Notes implements Shelf {
        private final List<Plan> plans = new ArrayList<>();
        private final List<Cohort> cohorts = new ArrayList<>();
        private final List<Case> asked = new ArrayList<>();
        private boolean closed;

        @Override
        public Predictor network(Plan plan, Cohort cohort, Split split) {
            plans.add(plan);
            cohorts.add(cohort);
            return new Predictor() {
                @Override
                public Schema schema() {
                    return cohort.schema();
                }

                @Override
                public List<Prediction> predict(List<Case> cases) {
                    asked.addAll(cases);
                    return cases.stream()
                            .map(one -> new Prediction(
                                    one.id(),
                                    Map.of("a", one.numbers().size() / 10.0),
                                    List.of(),
                                    List.of(),
                                    List.of()))
                            .toList();
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }
    }

    private final Notes notes = new Notes();

    private Lesson lesson(List<Case> training, List<Case> validation) {
        List<Case> cases = new ArrayList<>(training);
        cases.addAll(validation);
        List<Part> parts = new ArrayList<>();
        training.forEach(one -> parts.add(Part.TRAIN));
        validation.forEach(one -> parts.add(Part.VALID));
        return new Lesson(
                new MemoryCohort(Toy.SCHEMA, cases),
                new Split(parts),
                new Recipes(Plan.preset("balanced"), Plan.preset("paper")),
                notes);
    }

    static List<Method> methods() {
        return Imputed.all();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theNetworkSeesNoGapInAnyTable(Method method) {
        Predictor predictor = method.learn(lesson(Toy.cases(30, 0.4, 1), Toy.cases(10, 0.4, 2)));
        predictor.predict(List.of(Case.of("empty"), Case.of("some").with("x", 1.0)));
        List<Case> seen = new ArrayList<>(notes.cohorts.get(0).cases());
        seen.addAll(notes.asked);
        assertThat(seen).hasSize(42).allSatisfy(one -> {
            assertThat(one.numbers()).containsOnlyKeys("x", "y", "never");
            assertThat(one.categories()).containsKey("kind");
            assertThat(one.images()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theNetworkMasksNothingAndHidesNothing(Method method) {
        method.learn(lesson(Toy.cases(30, 0.4, 1), Toy.cases(10, 0.4, 2)));
        Plan plan = notes.plans.get(0);
        assertThat(plan.model().gaps()).isEqualTo(ModelSpec.Gaps.ZEROS);
        assertThat(plan.train().gaps().modalities()).isZero();
        assertThat(plan.train().gaps().features()).isZero();
        assertThat(plan.seed()).isEqualTo(Plan.preset("balanced").seed());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anAnswerTellsWhatWasThereBeforeFilling(Method method) {
        Predictor predictor = method.learn(lesson(Toy.cases(30, 0.4, 1), Toy.cases(10, 0.4, 2)));
        Prediction prediction = predictor.predict(Case.of("some").with("x", 1.0));
        assertThat(predictor.schema()).isEqualTo(Toy.SCHEMA);
        assertThat(prediction.caseId()).isEqualTo("some");
        assertThat(prediction.probability("a")).isEqualTo(0.3);
        assertThat(prediction.used()).containsExactly("x");
        assertThat(prediction.absent()).containsExactly("y", "kind", "never", "frontal");
        assertThat(predictor.predict(Case.of("empty")).warnings()).hasSize(1);
        predictor.close();
        assertThat(notes.closed).isTrue();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void validationCasesDoNotReachTheFit(Method method) {
        List<Case> training = Toy.cases(30, 0.4, 1);
        method.learn(lesson(training, Toy.cases(10, 0.4, 2)));
        method.learn(lesson(training, List.of(Case.of("far").with("x", 1e6).with("y", -1e6))));
        assertThat(notes.cohorts.get(1).cases().subList(0, 30))
                .isEqualTo(notes.cohorts.get(0).cases().subList(0, 30));
    }

    @Test
    void onlyTheMeanFillIsMarked() {
        Imputed.all().forEach(method -> method.learn(lesson(Toy.cases(30, 0.4, 1), Toy.cases(10, 0.4, 2))));
        assertThat(notes.cohorts.stream().map(c -> c.schema().features().size()))
                .containsExactly(8, 4, 4);
        assertThat(Imputed.all().stream().map(m -> m.entrant(Toy.SCHEMA).id()))
                .containsExactly("impute-mean", "impute-knn", "impute-iterative");
    }
}
