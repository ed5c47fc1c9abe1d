package org.gapwise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Progress;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.BaseRates;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.file.Sha256;
import org.gapwise.core.metrics.Auroc;
import org.gapwise.core.predict.Predictor;
import org.gapwise.model.ModelPredictor;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

    private static final Plan PLAN = Plan.preset("quick")
            .with(List.of(
                    "vision.image_size=16",
                    "model.width=16",
                    "model.heads=2",
                    "model.feed_forward=32",
                    "train.epochs=15",
                    "train.batch=16"));

    @TempDir
    private Path folder;

    @Test
    void aTrainedBundleAnswersFromEitherModality() {
        Cohort cohort = Toy.cohort(240, 1);
        Bundle bundle = new Trainer(PLAN, Progress.silent()).train(cohort, folder.resolve("model"));
        try (Predictor predictor = ModelPredictor.open(bundle)) {
            Cohort test = Parts.read(bundle).of(cohort, Part.TEST);
            assertThat(test.size())
                    .isEqualTo(Trainer.split(cohort, PLAN).indices(Part.TEST).size());
            assertThat(auroc(predictor, test, "septic")).isGreaterThan(0.9);
            assertThat(auroc(predictor, test, "bright")).isGreaterThan(0.75);
            assertThat(predictor.predict(Case.of("nobody")).warnings()).hasSize(1);
        }
        assertThat(folder.resolve("model.run")).doesNotExist();
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
        assertThat(weights("a", PLAN)).isEqualTo(weights("b", PLAN));
        assertThat(weights("c", PLAN.withSeed(7))).isNotEqualTo(weights("a2", PLAN));
    }

    /** A run that dies in the middle of an epoch, again and again, ends with the bits of one that never did. */
    @Test
    void aRunThatDiesFiveTimesEndsWithTheSameBits() throws Exception {
        Plan plan = PLAN.with(List.of("train.epochs=12", "pretrain.epochs=1"));
        Cohort cohort = Toy.cohort(120, 4);
        Bundle undisturbed = new Trainer(plan, Progress.silent()).train(cohort, folder.resolve("undisturbed"));
        Path out = folder.resolve("disturbed");
        for (int crash = 0; crash < 5; crash++) {
            int last = 2 + 3 * crash;
            assertThatThrownBy(() -> new Trainer(plan, new Dying(last), Duration.ZERO).resume(cohort, out))
                    .hasMessage("died");
        }
        Bundle resumed = new Trainer(plan, Progress.silent()).resume(cohort, out);
        for (String file : List.of("weights.safetensors", "metrics.jsonl", "manifest.json")) {
            assertThat(Sha256.of(resumed.file(file))).as(file).isEqualTo(Sha256.of(undisturbed.file(file)));
        }
    }

    @Test
    void twoStagesTrainThroughAsInThePaper() {
        Plan paper = PLAN.with(List.of(
                "pretrain.epochs=2",
                "pretrain.batch=16",
                "train.schedule=plateau",
                "train.warmup=0",
                "train.patience=1",
                "train.encoder_rate=0.001",
                "train.epochs=4",
                "model.block=released",
                "model.readout=flattened",
                "model.modality_token=hadamard"));
        Bundle bundle = new Trainer(paper, Progress.silent()).train(Toy.cohort(120, 2), folder.resolve("paper"));
        assertThat(bundle.text("metrics.jsonl")).contains("pretrain-clinical", "pretrain-frontal", "joint");
    }

    @Test
    void ofACaseWithNothingItSaysHowOftenEachTargetWasPositiveInTraining() {
        Cohort cohort = Toy.cohort(60, 6);
        Split split = Split.byGroup(cohort, 0.3, 0.1, 99);
        Map<String, Double> rates = BaseRates.of(split.of(cohort, Part.TRAIN)).rates();
        assertThat(nothing(brief(), cohort, split, "masked")).isEqualTo(rates);
        assertThat(nothing(
                        brief().with(List.of("model.gaps=stand-in", "model.fusion=transformer")),
                        cohort,
                        split,
                        "stood"))
                .isEqualTo(rates);
        // What fills gaps sees zeros, not nothing.
        assertThat(nothing(
                        brief().with(List.of("model.gaps=zeros", "model.fusion=transformer")), cohort, split, "zeros"))
                .isNotEqualTo(rates);
    }

    private Map<String, Double> nothing(Plan plan, Cohort cohort, Split split, String name) {
        Bundle bundle = new Trainer(plan, Progress.silent()).train(cohort, split, folder.resolve(name));
        try (ModelPredictor predictor = ModelPredictor.open(bundle)) {
            return predictor.predict(Case.of("nobody")).probabilities();
        }
    }

    @Test
    void anExplicitSplitIsTheOneThatIsTrainedOn() {
        Cohort cohort = Toy.cohort(60, 6);
        Split split = Split.byGroup(cohort, 0.3, 0.1, 99);
        Bundle bundle = new Trainer(brief(), Progress.silent()).train(cohort, split, folder.resolve("split"));
        for (Part part : Part.values()) {
            assertThat(Parts.read(bundle).of(cohort, part).size())
                    .isEqualTo(split.indices(part).size());
        }
    }

    @Test
    void encodersStartFromBundlesAndAreNotPretrainedAgain() {
        Cohort cohort = Toy.cohort(60, 6);
        Bundle donor = new Trainer(brief(), Progress.silent()).train(cohort, folder.resolve("donor"));
        Plan still = brief().with(List.of("pretrain.epochs=1", "train.learning_rate=0", "train.average=0"));
        Bundle heir = new Trainer(still, Progress.silent())
                .startingFrom(List.of(donor))
                .train(cohort, folder.resolve("heir"));
        assertThat(heir.text("metrics.jsonl")).doesNotContain("pretrain");
        try (ModelPredictor first = ModelPredictor.open(donor);
                ModelPredictor second = ModelPredictor.open(heir)) {
            Map<String, Tensor> given = first.network().encoderParameters();
            second.network().encoderParameters().forEach((name, tensor) -> assertThat(tensor.toFloats())
                    .as(name)
                    .isEqualTo(given.get(name).toFloats()));
        }
    }

    @Test
    void aRunIsNotResumedFromOtherBundlesOrAnotherSplit() {
        Cohort cohort = Toy.cohort(60, 6);
        Bundle donor = new Trainer(brief(), Progress.silent()).train(cohort, folder.resolve("donor"));
        Path out = folder.resolve("out");
        Trainer dying = new Trainer(brief(), new Dying(2), Duration.ZERO);
        assertThatThrownBy(() -> dying.startingFrom(List.of(donor)).train(cohort, out))
                .hasMessage("died");
        Trainer plain = new Trainer(brief(), Progress.silent());
        assertThatThrownBy(() -> plain.resume(cohort, out))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("another plan");
        Split other = Split.byGroup(cohort, 0.3, 0.1, 99);
        assertThatThrownBy(() -> plain.startingFrom(List.of(donor)).resume(cohort, other, out))
                .isInstanceOf(ConfigException.class);
        assertThat(plain.startingFrom(List.of(donor)).resume(cohort, out).file("weights.safetensors"))
                .exists();
    }

    @Test
    void encodersOfAnotherSizeAreRefused() {
        Cohort cohort = Toy.cohort(60, 6);
        Bundle donor = new Trainer(brief(), Progress.silent()).train(cohort, folder.resolve("donor"));
        Plan wider = brief().with(List.of("model.width=32"));
        assertThatThrownBy(() -> new Trainer(wider, Progress.silent())
                        .startingFrom(List.of(donor))
                        .train(cohort, folder.resolve("wide")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("encoders.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fusion=concat gaps=zeros",
                "fusion=max gaps=zeros",
                "fusion=shared-specific",
                "fusion=experts",
                "gaps=stand-in"
            })
    void everyRivalIsTrainedStoredAndOpened(String keys) {
        Plan plan = brief().with(
                        Arrays.stream(keys.split(" ")).map(k -> "model." + k).toList());
        Cohort cohort = Toy.cohort(60, 6);
        Bundle bundle = new Trainer(plan, Progress.silent()).train(cohort, folder.resolve("rival"));
        try (ModelPredictor predictor = ModelPredictor.open(bundle)) {
            assertThat(predictor.spec()).isEqualTo(plan.model());
            assertThat(predictor.predict(cohort.cases()))
                    .allSatisfy(p -> assertThat(p.probability("septic")).isBetween(0.0, 1.0));
        }
    }

    @Test
    void anEncoderRateOfZeroKeepsEveryBitOfTheEncoders() {
        Cohort cohort = Toy.cohort(60, 6);
        Bundle donor = new Trainer(brief(), Progress.silent()).train(cohort, folder.resolve("donor"));
        Plan frozen = PLAN.with(List.of("train.encoder_rate=0", "train.epochs=2"));
        Bundle heir = new Trainer(frozen, Progress.silent())
                .startingFrom(List.of(donor))
                .train(cohort, folder.resolve("heir"));
        try (ModelPredictor first = ModelPredictor.open(donor);
                ModelPredictor second = ModelPredictor.open(heir)) {
            Map<String, Tensor> given = first.network().state();
            second.network().state().forEach((name, tensor) -> {
                if (name.startsWith("encoders.")) {
                    assertThat(tensor.toFloats())
                            .as(name)
                            .isEqualTo(given.get(name).toFloats());
                }
            });
            assertThat(second.network().state().get("readout.head.weight").toFloats())
                    .isNotEqualTo(given.get("readout.head.weight").toFloats());
        }
    }

    private static Plan brief() {
        return PLAN.with(List.of("train.epochs=1"));
    }

    @Test
    void anExistingOutputIsNeverOverwritten() throws Exception {
        Path out = Files.createDirectory(folder.resolve("mine"));
        assertThatThrownBy(() -> new Trainer(PLAN, Progress.silent()).train(Toy.cohort(40, 1), out))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mine");
    }

    private String weights(String name, Plan plan) {
        Plan brief = plan.with(List.of("train.epochs=2"));
        Bundle bundle = new Trainer(brief, Progress.silent()).train(Toy.cohort(80, 3), folder.resolve(name));
        return Sha256.of(bundle.file("weights.safetensors"));
    }

    private static double auroc(Predictor predictor, Cohort cohort, String target) {
        List<Case> known = cohort.cases().stream()
                .filter(c -> c.labels().containsKey(target))
                .toList();
        double[] scores = predictor.predict(known).stream()
                .mapToDouble(p -> p.probability(target))
                .toArray();
        boolean[] positive = new boolean[scores.length];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = known.get(i).labels().get(target) == Label.POSITIVE;
        }
        return Auroc.of(scores, positive).orElseThrow();
    }
}
