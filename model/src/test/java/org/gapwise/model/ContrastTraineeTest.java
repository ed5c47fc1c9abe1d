package org.gapwise.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.ConfigException;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.encoding.Encoding;
import org.gapwise.core.encoding.Scaling;
import org.gapwise.core.missingness.Removal;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.contrast.HiddenCells;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.nn.AdamW;
import org.gapwise.nn.ParameterGroup;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Test;

class ContrastTraineeTest {

    private static final ModelSpec SPEC = Toy.spec(BlockStyle.PRENORM, ReadoutForm.SUMMARY, ModelSpec.Gaps.MASKED);
    private static final Schema SCHEMA = only("vitals", "frontal");

    private static Schema only(String... modalities) {
        return new Schema(
                "toy.csv",
                "id",
                Optional.empty(),
                Arrays.stream(modalities).map(Toy.SCHEMA::modality).toList(),
                Toy.SCHEMA.targets());
    }

    /** The older, the brighter; sex and heart rate follow from age. */
    private static List<Case> paired(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double age = random.nextDouble();
            Map<String, Double> numbers = new LinkedHashMap<>();
            numbers.put("age", age);
            numbers.put("hr", 100 - 40 * age);
            byte[] grey = new byte[Toy.SIZE * Toy.SIZE];
            for (int k = 0; k < grey.length; k++) {
                grey[k] = (byte) (k / Toy.SIZE < age * Toy.SIZE ? 200 : random.nextInt(40));
            }
            Map<String, ImageSource> images = Map.of("frontal", s -> new Pixels(1, s, s, grey));
            cases.add(new Case("c" + i, "c" + i, numbers, Map.of("sex", age > 0.5 ? "F" : "M"), images, Map.of()));
        }
        return cases;
    }

    private static Batch batch(List<Case> cases) {
        Encoding encoding = Encoding.fit(new MemoryCohort(SCHEMA, paired(60, 1)), Scaling.MINMAX);
        return Batch.of(SCHEMA, cases.stream().map(encoding::encode).toList(), Toy.SIZE);
    }

    private static List<Case> without(String modality, List<Case> cases) {
        return cases.stream()
                .map(c -> Removal.of(Toy.SCHEMA.modality(modality), c))
                .toList();
    }

    private static double learn(ContrastTrainee trainee, Batch batch, int steps) {
        double last = 0;
        try (AdamW optimizer = new AdamW(List.of(new ParameterGroup("all", trainee.parameters(), 3e-3, 0)))) {
            for (int step = 0; step < steps; step++) {
                try (Scope scope = Scope.open()) {
                    optimizer.zeroGradients();
                    Tensor loss = trainee.loss(batch, Pass.training(step), UncertainPolicy.IGNORE);
                    last = loss.item();
                    loss.backward();
                    optimizer.step();
                }
            }
        }
        return last;
    }

    private static double judged(ContrastTrainee trainee, Batch batch) {
        return trainee.loss(batch, Pass.inference(), UncertainPolicy.IGNORE).item();
    }

    @Test
    void theLossFallsAndPairsComeCloserThanStrangers() {
        try (ContrastTrainee trainee = new ContrastTrainee(SCHEMA, SPEC, 1);
                Scope scope = Scope.open()) {
            Batch batch = batch(paired(24, 2));
            Batch others = batch(paired(24, 3));
            double before = judged(trainee, others);
            double lead = lead(trainee, others);
            learn(trainee, batch, 60);
            assertThat(judged(trainee, others)).isLessThan(0.8 * before);
            assertThat(lead(trainee, others)).isGreaterThan(lead + 0.1);
        }
    }

    /** How much more alike table and picture of one case are than those of two cases, on the mean. */
    private static double lead(ContrastTrainee trainee, Batch batch) {
        float[] alike = trainee.embedding("vitals", batch, Pass.inference())
                .matmul(trainee.embedding("frontal", batch, Pass.inference()).transpose(0, 1))
                .toFloats();
        int n = batch.size();
        double own = IntStream.range(0, n).mapToDouble(i -> alike[i * n + i]).sum();
        double all = IntStream.range(0, n * n).mapToDouble(i -> alike[i]).sum();
        return own / n - (all - own) / (n * (n - 1));
    }

    @Test
    void hiddenCellsAreGuessedFromTheOthers() {
        try (ContrastTrainee trainee = new ContrastTrainee(SCHEMA, SPEC, 1);
                Scope scope = Scope.open()) {
            Batch tables = batch(without("frontal", paired(24, 2)));
            Batch others = batch(without("frontal", paired(24, 3)));
            double before = judged(trainee, others);
            learn(trainee, tables, 60);
            assertThat(judged(trainee, others)).isPositive().isLessThan(0.6 * before);
        }
    }

    @Test
    void ofKPresentCellsHalfAreHiddenAndNeverAll() {
        try (Scope scope = Scope.open()) {
            boolean[] present = new boolean[40 * 7];
            for (int i = 0; i < present.length; i++) {
                present[i] = i % 7 < i / 7 % 8;
            }
            HiddenCells cells = HiddenCells.of(
                    new TableBatch(Tensor.ones(40, 7), Tensor.of(present, 40, 7)), new SplittableRandom(1));
            boolean[] hidden = cells.hidden().toBooleans();
            boolean[] shown = cells.shown().present().toBooleans();
            for (int row = 0; row < 40; row++) {
                int from = 7 * row;
                assertThat(count(hidden, from))
                        .isEqualTo(List.of(0L, 0L, 1L, 2L, 2L, 3L, 3L, 4L).get(row % 8));
                assertThat(count(hidden, from) + count(shown, from)).isEqualTo(row % 8);
            }
            for (int i = 0; i < hidden.length; i++) {
                assertThat(hidden[i] && (shown[i] || !present[i])).isFalse();
            }
            assertThat(IntStream.range(0, 7).filter(f -> hidden[7 * 7 + f] != hidden[15 * 7 + f]))
                    .as("rows are hidden differently")
                    .isNotEmpty();
        }
    }

    private static long count(boolean[] bits, int from) {
        return IntStream.range(from, from + 7).filter(i -> bits[i]).count();
    }

    @Test
    void whatAHiddenCellHoldsReachesNoEncoder() {
        try (ContrastTrainee trainee = new ContrastTrainee(SCHEMA, SPEC, 1);
                Scope scope = Scope.open()) {
            Batch batch = batch(paired(12, 2));
            TableBatch whole = batch.table("vitals");
            HiddenCells cells = HiddenCells.of(whole, new SplittableRandom(5));
            float[] clean = embedded(trainee, cells.shown(), batch);
            for (double other : new double[] {0.25, Double.NaN, Double.POSITIVE_INFINITY}) {
                TableBatch poisoned = new TableBatch(whole.values().maskedFill(cells.hidden(), other), whole.present());
                TableBatch shown =
                        HiddenCells.of(poisoned, new SplittableRandom(5)).shown();
                assertThat(embedded(trainee, shown, batch)).isEqualTo(clean).doesNotContain(Float.NaN);
            }
            TableBatch moved = new TableBatch(whole.values().times(0.5), whole.present());
            assertThat(embedded(
                            trainee,
                            HiddenCells.of(moved, new SplittableRandom(5)).shown(),
                            batch))
                    .isNotEqualTo(clean);
        }
    }

    private static float[] embedded(ContrastTrainee trainee, TableBatch table, Batch batch) {
        Batch shown = new Batch(batch.size(), Map.of("vitals", table), batch.images(), batch.labels());
        return trainee.embedding("vitals", shown, Pass.inference()).toFloats();
    }

    /** The loss is a parabola in the hidden numbers just when the guesses, and all else, do not move with them. */
    @Test
    void toTheLossAHiddenCellIsTheTruthAboutAGuessAndNothingElse() {
        try (ContrastTrainee trainee = new ContrastTrainee(SCHEMA, SPEC, 1);
                Scope scope = Scope.open()) {
            Batch batch = batch(paired(12, 2));
            Tensor hidden = HiddenCells.of(
                            batch.table("vitals"), Pass.inference().random())
                    .hidden();
            Tensor numbers = hidden.and(Tensor.of(new boolean[] {true, false, true}, 1, 3));
            double still = judged(trainee, batch);
            double once = judged(trainee, moved(batch, numbers, 10));
            double twice = judged(trainee, moved(batch, numbers, 20));
            double share =
                    numbers.toFloat().sum().item() / hidden.toFloat().sum().item();
            assertThat(twice - 2 * once + still).isCloseTo(2 * 10 * 10 * share, within(1e-2));
        }
    }

    private static Batch moved(Batch batch, Tensor cells, double by) {
        TableBatch table = batch.table("vitals");
        Tensor values = table.values().plus(by).where(cells, table.values());
        return new Batch(
                batch.size(),
                Map.of("vitals", new TableBatch(values, table.present())),
                batch.images(),
                batch.labels());
    }

    @Test
    void aBatchWithoutPairsOrWithNothingAtAllHasAFiniteLossAndGradient() {
        List<Case> cases = paired(6, 2);
        List<Case> none = without("vitals", without("frontal", cases));
        List<Batch> batches = List.of(
                batch(without("vitals", cases)),
                batch(without("frontal", cases)),
                batch(cases.subList(0, 1)),
                batch(none),
                batch(List.of()));
        for (Batch batch : batches) {
            try (ContrastTrainee trainee = new ContrastTrainee(SCHEMA, SPEC, 1);
                    Scope scope = Scope.open()) {
                Tensor loss = trainee.loss(batch, Pass.training(1), UncertainPolicy.IGNORE);
                loss.backward();
                assertThat(loss.item()).isFinite().isNotNegative();
                trainee.parameters().forEach((name, weight) -> weight.gradient()
                        .ifPresent(g -> assertThat(g.isFinite()).as(name).isTrue()));
            }
        }
    }

    /** A case without a table adds nothing; one without a picture adds its guesses and is no stranger to anybody. */
    @Test
    void casesWithOneModalityTakeNoPartInTheContrast() {
        try (ContrastTrainee trainee = new ContrastTrainee(SCHEMA, SPEC, 1);
                Scope scope = Scope.open()) {
            List<Case> pairs = paired(6, 2);
            List<Case> more = new ArrayList<>(pairs);
            more.addAll(without("vitals", paired(5, 3)));
            double alone = judged(trainee, batch(pairs));
            assertThat(judged(trainee, batch(more))).isCloseTo(alone, within(1e-4));
            List<Case> images = without("vitals", pairs);
            assertThat(judged(trainee, batch(images))).isZero();
            Tensor loss = trainee.loss(batch(images), Pass.inference(), UncertainPolicy.IGNORE);
            loss.backward();
            trainee.encoderParameters().forEach((name, weight) -> assertThat(
                            weight.gradient().map(g -> g.abs().sum().item()).orElse(0f))
                    .as(name)
                    .isZero());
        }
    }

    @Test
    void theJointNetworkTakesItsEncodersOver() {
        try (ContrastTrainee trainee = new ContrastTrainee(SCHEMA, SPEC, 1);
                Network joint = Network.joint(SCHEMA, SPEC, 2)) {
            joint.loadEncoders(trainee.state());
            Map<String, Tensor> given = trainee.encoderParameters();
            assertThat(joint.encoderParameters()).hasSameSizeAs(given);
            joint.encoderParameters().forEach((name, weight) -> assertThat(weight.toFloats())
                    .as(name)
                    .isEqualTo(given.get(name).toFloats()));
        }
    }

    @Test
    void otherSchemasThanOneTableAndPicturesAreRefused() {
        for (Schema schema : List.of(Toy.SCHEMA, only("vitals"), only("frontal"), only("vitals", "labs"))) {
            assertThatThrownBy(() -> new ContrastTrainee(schema, SPEC, 1))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("pretrain.objective")
                    .hasMessageContaining("exactly one table and at least one image");
        }
    }
}
