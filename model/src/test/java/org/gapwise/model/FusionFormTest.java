package org.gapwise.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gapwise.core.ConfigException;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.encoding.Encoding;
import org.gapwise.core.encoding.Scaling;
import org.gapwise.core.missingness.Removal;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.nn.AdamW;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.ParameterGroup;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network that a plan can ask for, over every way to treat gaps that it accepts. */
class FusionFormTest {

    static Stream<ModelSpec> specs() {
        List<ModelSpec> specs = new ArrayList<>();
        for (FusionForm fusion : FusionForm.values()) {
            for (ModelSpec.Gaps gaps : ModelSpec.Gaps.values()) {
                if (fusion != FusionForm.NONE && (gaps.told() || !fusion.asksWhatIsAbsent())) {
                    specs.add(spec(fusion, gaps));
                }
            }
        }
        return specs.stream();
    }

    private static ModelSpec spec(FusionForm fusion, ModelSpec.Gaps gaps) {
        return Toy.spec(BlockStyle.PRENORM, ReadoutForm.SUMMARY, gaps, fusion);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void whatAnAbsentCellHoldsChangesNoBit(ModelSpec spec) {
        try (ModelPredictor predictor = Toy.predictor(spec, 1);
                NoGrad none = NoGrad.on();
                Scope scope = Scope.open()) {
            Batch batch = predictor.batch(Toy.cohort(12, 3).cases());
            float[] clean = logits(predictor.network(), batch);
            for (double poison : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -7}) {
                batch.tables()
                        .replaceAll((name, table) -> new TableBatch(
                                table.values().where(table.present(), Tensor.full(poison, 1)), table.present()));
                assertThat(logits(predictor.network(), batch))
                        .as("with " + poison)
                        .isEqualTo(clean);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void everySubsetGetsAnAnswerAloneAndInABatch(ModelSpec spec) {
        try (ModelPredictor predictor = Toy.predictor(spec, 1);
                NoGrad none = NoGrad.on();
                Scope scope = Scope.open()) {
            List<Case> cases = new ArrayList<>();
            for (int subset = 0; subset < 8; subset++) {
                Case one = whole(subset);
                for (int m = 0; m < 3; m++) {
                    one = (subset >> m & 1) == 1
                            ? one
                            : Removal.of(Toy.SCHEMA.modalities().get(m), one);
                }
                cases.add(one);
            }
            float[] together = logits(predictor.network(), predictor.batch(cases));
            assertThat(together).hasSize(24).doesNotContain(Float.NaN);
            for (int i = 0; i < 8; i++) {
                float[] alone = logits(predictor.network(), predictor.batch(List.of(cases.get(i))));
                for (int l = 0; l < 3; l++) {
                    assertThat(alone[l]).isFinite().isCloseTo(together[3 * i + l], within(1e-4f));
                }
            }
        }
    }

    /** A case with all modalities, from the first of a cohort that has them. */
    private static Case whole(int seed) {
        return Toy.cohort(60, 100 + seed).cases().stream()
                .filter(c -> c.images().containsKey("frontal"))
                .filter(c -> c.numbers().keySet().containsAll(List.of("age", "lactate")))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theLossReachesEveryWeightWhenAllKindsOfCasesAreThere(ModelSpec spec) {
        try (ModelPredictor predictor = Toy.predictor(spec, 1);
                Scope scope = Scope.open()) {
            Network network = predictor.network();
            network.loss(predictor.batch(Toy.cohort(60, 7).cases()), Pass.training(1), UncertainPolicy.IGNORE)
                    .backward();
            network.parameters().forEach((name, weight) -> assertThat(
                            weight.count() == 0 || weight.gradient().isPresent())
                    .as(name)
                    .isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void anAbsentModalityTeachesItsEncoderNothingWhereItIsMasked(ModelSpec spec) {
        if (spec.gaps() == ModelSpec.Gaps.ZEROS || spec.gaps() == ModelSpec.Gaps.RELEASED) {
            return;
        }
        Modality frontal = Toy.SCHEMA.modality("frontal");
        List<Case> cases = Toy.cohort(12, 5).cases().stream()
                .map(c -> Removal.of(frontal, c))
                .toList();
        try (ModelPredictor predictor = Toy.predictor(spec, 1);
                Scope scope = Scope.open()) {
            Network network = predictor.network();
            network.loss(predictor.batch(cases), Pass.training(1), UncertainPolicy.IGNORE)
                    .backward();
            network.encoderParameters().forEach((name, weight) -> {
                if (name.startsWith(Trainee.encoderPath(frontal))) {
                    assertThat(weight.gradient().map(g -> g.abs().sum().item()).orElse(0f))
                            .as(name)
                            .isZero();
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aFewStepsMakeTheLossFall(ModelSpec spec) {
        try (ModelPredictor predictor = Toy.predictor(spec, 1);
                Scope outer = Scope.open()) {
            Network network = predictor.network();
            Batch batch = predictor.batch(Toy.cohort(16, 8).cases());
            List<Double> losses = new ArrayList<>();
            try (AdamW optimizer = new AdamW(List.of(new ParameterGroup("all", network.parameters(), 3e-3, 0)))) {
                for (int step = 0; step < 15; step++) {
                    try (Scope scope = Scope.open()) {
                        optimizer.zeroGradients();
                        Tensor loss = network.loss(batch, Pass.training(step), UncertainPolicy.IGNORE);
                        losses.add((double) loss.item());
                        loss.backward();
                        optimizer.step();
                    }
                }
            }
            assertThat(losses.get(14)).isLessThan(0.8 * losses.get(0));
        }
    }

    @Test
    void encodersHaveTheSameNamesAndShapesHoweverTheyAreFused() {
        Map<String, List<Long>> expected = encoders(spec(FusionForm.TRANSFORMER, ModelSpec.Gaps.MASKED), Toy.SCHEMA);
        specs().forEach(spec ->
                assertThat(encoders(spec, Toy.SCHEMA)).as(spec.toString()).isEqualTo(expected));
        Schema labs = only("labs");
        assertThat(expected).containsAllEntriesOf(encoders(spec(FusionForm.NONE, ModelSpec.Gaps.MASKED), labs));
    }

    private static Map<String, List<Long>> encoders(ModelSpec spec, Schema schema) {
        Map<String, List<Long>> shapes = new TreeMap<>();
        try (Network network = Network.joint(schema, spec, 1)) {
            network.state().forEach((name, tensor) -> {
                if (name.startsWith(Trainee.ENCODERS)) {
                    shapes.put(name, Arrays.stream(tensor.shape()).boxed().toList());
                }
            });
        }
        return shapes;
    }

    private static Schema only(String modality) {
        return new Schema(
                "toy.csv", "id", Optional.empty(), List.of(Toy.SCHEMA.modality(modality)), Toy.SCHEMA.targets());
    }

    @Test
    void noFusionTakesOneModalityAndSaysSoWhenThereAreMore() {
        ModelSpec none = spec(FusionForm.NONE, ModelSpec.Gaps.MASKED);
        assertThatThrownBy(() -> Network.joint(Toy.SCHEMA, none, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Keep one modality");
        Cohort cohort = Toy.cohort(20, 2);
        Schema frontal = only("frontal");
        try (ModelPredictor predictor = new ModelPredictor(
                frontal,
                Encoding.fit(new MemoryCohort(frontal, cohort.cases()), Scaling.MINMAX),
                none,
                Network.joint(frontal, none, 1))) {
            assertThat(predictor.predict(cohort.cases())).hasSize(20);
        }
    }

    @Test
    void aFusionThatMakesUpForAbsenceHasToBeToldOfIt() {
        assertThatThrownBy(() -> spec(FusionForm.EXPERTS, ModelSpec.Gaps.ZEROS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gaps = \"masked\"");
        assertThatThrownBy(() -> spec(FusionForm.SHARED_SPECIFIC, ModelSpec.Gaps.STAND_IN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static float[] logits(Network network, Batch batch) {
        return network.forward(batch, Pass.inference()).toFloats();
    }
}
