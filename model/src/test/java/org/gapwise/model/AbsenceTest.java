package org.gapwise.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.missingness.Removal;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.fusion.BlockSize;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.Encoder;
import org.gapwise.model.fusion.Readout;
import org.gapwise.model.fusion.ReadoutForm;
import org.gapwise.model.fusion.ReadoutSize;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Absent is absent, layer by layer; the corrected behaviours of the released code (method 1.9). */
class AbsenceTest {

    private static final ModelSpec OURS = Toy.spec(BlockStyle.PRENORM, ReadoutForm.SUMMARY, ModelSpec.Gaps.MASKED);
    private static final ModelSpec PAPER = Toy.spec(BlockStyle.RELEASED, ReadoutForm.FLATTENED, ModelSpec.Gaps.MASKED);
    private static final ModelSpec RELEASED =
            Toy.spec(BlockStyle.RELEASED, ReadoutForm.RELEASED, ModelSpec.Gaps.RELEASED);

    @ParameterizedTest
    @EnumSource(BlockStyle.class)
    void whatAnAbsentTokenHoldsChangesNoPresentToken(BlockStyle style) {
        try (Scope scope = Scope.open();
                Encoder encoder = new Encoder(style, new BlockSize(8, 2, 12, 0), 2, new SplittableRandom(1))) {
            for (long seed = 0; seed < 50; seed++) {
                Tokens clean = tokens(seed, 0);
                Tokens dirty = tokens(seed, 1000);
                Tensor mask = clean.present().toFloat().unsqueeze(2);
                assertThat(encoder.forward(dirty, Pass.inference())
                                .values()
                                .times(mask)
                                .toFloats())
                        .as("seed " + seed)
                        .isEqualTo(encoder.forward(clean, Pass.inference())
                                .values()
                                .times(mask)
                                .toFloats());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ReadoutForm.class,
            names = {"FLATTENED", "MEAN", "SUMMARY"})
    void slotsOfAbsentTokensDoNotReachTheHead(ReadoutForm form) {
        assertThat(slotDifference(form)).isZero();
    }

    @Test
    void asReleasedSlotsOfAbsentTokensDoReachTheHead() {
        assertThat(slotDifference(ReadoutForm.RELEASED)).isPositive();
    }

    private static double slotDifference(ReadoutForm form) {
        try (Scope scope = Scope.open();
                Readout readout = form.make(new ReadoutSize(6, 8, 3), new SplittableRandom(1))) {
            Tensor clean = readout.logits(readout.begin(tokens(3, 0)));
            Tensor dirty = readout.logits(readout.begin(tokens(3, 1000)));
            return clean.minus(dirty).abs().sum().item();
        }
    }

    /** Three cases of six tokens, the last with none; absent ones hold {@code filling}. */
    private static Tokens tokens(long seed, double filling) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] present = new boolean[18];
        float[] values = new float[18 * 8];
        for (int t = 0; t < 12; t++) {
            present[t] = random.nextBoolean();
        }
        for (int v = 0; v < values.length; v++) {
            float drawn = (float) random.nextDouble(-2, 2);
            values[v] = present[v / 8] ? drawn : (float) filling;
        }
        return Tokens.of(Tensor.of(values, 3, 6, 8), Tensor.of(present, 3, 6));
    }

    @Test
    void theMaskReachesTheTableEncoder() {
        assertThat(effectOfAbsentCells(OURS)).isZero();
        assertThat(effectOfAbsentCells(PAPER)).isZero();
    }

    /** The same absent cell, once holding 0 and once 5. */
    private static double effectOfAbsentCells(ModelSpec spec) {
        try (Scope scope = Scope.open();
                Network network = Network.joint(Toy.SCHEMA, spec, 1)) {
            Batch batch = batch(spec, Toy.cohort(8, 3).cases());
            Tensor before = network.forward(batch, Pass.inference());
            batch.tables()
                    .replaceAll((name, table) ->
                            new TableBatch(table.values().where(table.present(), Tensor.full(5, 1)), table.present()));
            return before.minus(network.forward(batch, Pass.inference()))
                    .abs()
                    .sum()
                    .item();
        }
    }

    @Test
    void absentPicturesStayOutOfBatchStatistics() {
        assertThat(statisticsAfter(OURS, false)).isEqualTo(statisticsAfter(OURS, true));
        assertThat(statisticsAfter(RELEASED, false)).isNotEqualTo(statisticsAfter(RELEASED, true));
    }

    /** Running means after a training pass, with or without cases that lack a picture beside those that have one. */
    private static float[] statisticsAfter(ModelSpec spec, boolean withoutPictureToo) {
        List<Case> cases = Toy.cohort(20, 4).cases().stream()
                .filter(c -> withoutPictureToo || c.images().containsKey("frontal"))
                .toList();
        try (Scope scope = Scope.open();
                Network network = Network.joint(Toy.SCHEMA, spec, 1)) {
            network.forward(batch(spec, cases), Pass.training(1));
            return network.buffers().entrySet().stream()
                    .filter(e -> e.getKey().endsWith("running_mean"))
                    .findFirst()
                    .orElseThrow()
                    .getValue()
                    .toFloats();
        }
    }

    @Test
    void anAbsentModalityGivesItsEncoderNoGradientAndThePresentOnesSome() {
        List<Case> cases = Toy.cohort(12, 5).cases().stream()
                .map(c -> Removal.of(Toy.SCHEMA.modality("frontal"), c))
                .toList();
        try (Scope scope = Scope.open();
                Network network = Network.joint(Toy.SCHEMA, OURS, 1)) {
            network.forward(batch(OURS, cases), Pass.training(1)).square().sum().backward();
            network.parameters().forEach((name, parameter) -> {
                double norm =
                        parameter.gradient().map(g -> (double) g.norm().item()).orElse(0.0);
                if (name.startsWith("encoders.frontal")) {
                    assertThat(norm).as(name).isZero();
                }
            });
            assertThat(network.parameters()
                            .get("encoders.labs.embedding.numeric.slope")
                            .gradient())
                    .isPresent();
        }
    }

    @Test
    void nothingPresentIsFiniteForEverySpec() {
        for (ModelSpec spec : List.of(OURS, PAPER, RELEASED)) {
            try (ModelPredictor predictor = Toy.predictor(spec, 1)) {
                assertThat(predictor.predict(Case.of("nobody")).probabilities().values())
                        .allSatisfy(p -> assertThat(p).isBetween(0.0, 1.0));
            }
        }
    }

    private static Batch batch(ModelSpec spec, List<Case> cases) {
        try (ModelPredictor predictor = Toy.predictor(spec, 1)) {
            return predictor.batch(
                    IntStream.range(0, cases.size()).mapToObj(cases::get).toList());
        }
    }
}
