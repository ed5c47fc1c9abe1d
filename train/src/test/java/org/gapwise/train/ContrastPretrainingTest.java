package org.gapwise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Progress;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.file.Sha256;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.ModelPredictor;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContrastPretrainingTest {

    private static final Plan PLAN = Plan.preset("quick")
            .with(List.of(
                    "vision.image_size=16",
                    "model.width=16",
                    "model.heads=2",
                    "model.feed_forward=32",
                    "pretrain.objective=contrast",
                    "pretrain.epochs=2",
                    "pretrain.batch=16",
                    "train.epochs=1",
                    "train.batch=16"));

    @TempDir
    private Path folder;

    @Test
    void encodersLearnTogetherFirstAndAreCarriedOver() {
        Plan still = PLAN.with(List.of("train.learning_rate=0", "train.average=0", "train.encoder_rate=0"));
        Cohort cohort = Toy.cohort(80, 4);
        Bundle first = train(still, cohort, "first");
        assertThat(first.text("metrics.jsonl"))
                .containsOnlyOnce("{\"stage\":\"pretrain-contrast\",\"epoch\":2")
                .doesNotContain("pretrain-clinical", "pretrain-frontal");
        Bundle none = train(still.with(List.of("pretrain.epochs=0")), cohort, "none");
        try (ModelPredictor taught = ModelPredictor.open(first);
                ModelPredictor raw = ModelPredictor.open(none)) {
            Map<String, Tensor> before = raw.network().state();
            taught.network().encoderParameters().forEach((name, weight) -> assertThat(weight.toFloats())
                    .as(name)
                    .isNotEqualTo(at(before, name)));
            taught.network().otherParameters().forEach((name, weight) -> assertThat(weight.toFloats())
                    .as(name)
                    .isEqualTo(at(before, name)));
        }
    }

    private static float[] at(Map<String, Tensor> weights, String name) {
        return Optional.ofNullable(weights.get(name)).orElseThrow().toFloats();
    }

    private Bundle train(Plan plan, Cohort cohort, String name) {
        return new Trainer(plan, Progress.silent()).train(cohort, folder.resolve(name));
    }

    @Test
    void aRunThatDiesInItEndsWithTheSameBits() {
        Cohort cohort = Toy.cohort(80, 4);
        Bundle undisturbed = train(PLAN, cohort, "undisturbed");
        assertThat(undisturbed.text("metrics.jsonl").lines()).hasSize(3);
        Path out = folder.resolve("disturbed");
        for (int crash = 0; crash < 3; crash++) {
            int last = 2 + crash;
            assertThatThrownBy(() -> new Trainer(PLAN, new Dying(last), Duration.ZERO).resume(cohort, out))
                    .hasMessage("died");
        }
        Bundle resumed = new Trainer(PLAN, Progress.silent()).resume(cohort, out);
        for (String file : List.of("weights.safetensors", "metrics.jsonl")) {
            assertThat(Sha256.of(resumed.file(file))).as(file).isEqualTo(Sha256.of(undisturbed.file(file)));
        }
    }

    @Test
    void anEncoderFromABundleStaysAndTheOthersLearnBesideIt() {
        Cohort cohort = Toy.cohort(80, 4);
        Schema table = part(Toy.SCHEMA, "clinical");
        Plan still = PLAN.with(List.of("train.encoder_rate=0"));
        Bundle donor = train(
                PLAN.with(List.of("pretrain.epochs=0", "model.fusion=none")),
                new MemoryCohort(table, cohort.cases()),
                "donor");
        Bundle heir = new Trainer(still, Progress.silent())
                .startingFrom(List.of(donor))
                .train(cohort, folder.resolve("heir"));
        Bundle raw = train(still.with(List.of("pretrain.epochs=0")), cohort, "raw");
        assertThat(heir.text("metrics.jsonl")).contains("pretrain-contrast");
        try (ModelPredictor first = ModelPredictor.open(donor);
                ModelPredictor second = ModelPredictor.open(heir);
                ModelPredictor third = ModelPredictor.open(raw)) {
            Map<String, Tensor> heirs = second.network().encoderParameters();
            first.network().encoderParameters().forEach((name, weight) -> assertThat(at(heirs, name))
                    .as(name)
                    .isEqualTo(weight.toFloats()));
            third.network().encoderParameters().forEach((name, weight) -> {
                if (name.startsWith("encoders.frontal.")) {
                    assertThat(at(heirs, name)).as(name).isNotEqualTo(weight.toFloats());
                }
            });
        }
    }

    @Test
    void withoutATableAndPicturesItIsAConfigurationError() {
        Schema table = part(Toy.SCHEMA, "clinical");
        Cohort cohort = new MemoryCohort(table, Toy.cohort(60, 4).cases());
        assertThatThrownBy(() -> train(PLAN, cohort, "table"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("exactly one table and at least one image");
    }

    private static Schema part(Schema schema, String modality) {
        return new Schema(
                schema.table(),
                schema.caseKey(),
                schema.groupKey(),
                List.of(schema.modality(modality)),
                schema.targets());
    }
}
