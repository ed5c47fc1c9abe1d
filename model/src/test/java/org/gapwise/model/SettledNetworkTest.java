package org.gapwise.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.gapwise.core.cohort.Case;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Precision;
import org.gapwise.nn.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettledNetworkTest {

    private final List<Case> cases = Toy.cohort(20, 3).cases();

    @ParameterizedTest
    @EnumSource(BlockStyle.class)
    void itAnswersAsBeforeButForRounding(BlockStyle style) {
        try (Scope scope = Scope.open();
                NoGrad none = NoGrad.on();
                ModelPredictor predictor = moved(style)) {
            Network network = predictor.network();
            Batch batch = predictor.batch(cases);
            float[] before = network.forward(batch, Pass.inference()).sigmoid().toFloats();
            float[] half = half(network, batch);
            network.settle();
            assertThat(network.forward(batch, Pass.inference()).sigmoid().toFloats())
                    .containsExactly(before, within(1e-5f));
            assertThat(half(network, batch)).containsExactly(half, within(1e-2f));
        }
    }

    /** Whoever learns or looks inside finds the network as it was, to the last bit. */
    @ParameterizedTest
    @EnumSource(BlockStyle.class)
    void whatLearnsOrRecordsRunsAsBefore(BlockStyle style) {
        try (Scope scope = Scope.open();
                ModelPredictor left = moved(style);
                ModelPredictor settled = moved(style)) {
            settled.network().settle();
            Batch batch = left.batch(cases);
            for (Pass pass : List.of(Pass.inference(), Pass.recording())) {
                assertThat(settled.network().forward(batch, pass).toFloats())
                        .isEqualTo(left.network().forward(batch, pass).toFloats());
            }
            assertThat(learnt(settled, batch)).isEqualTo(learnt(left, batch));
        }
    }

    private static float[] learnt(ModelPredictor predictor, Batch batch) {
        predictor
                .network()
                .loss(batch, Pass.training(1), UncertainPolicy.IGNORE)
                .backward();
        return Objects.requireNonNull(predictor.network().parameters().get("encoders.frontal.vision.conv1.weight"))
                .gradient()
                .orElseThrow()
                .toFloats();
    }

    private static float[] half(Network network, Batch batch) {
        return Precision.BF16
                .run(() -> network.forward(batch, Pass.inference()))
                .sigmoid()
                .toFloats();
    }

    /** A network whose normalizations are not those it began with. */
    private static ModelPredictor moved(BlockStyle style) {
        ModelPredictor predictor = Toy.predictor(Toy.spec(style, ReadoutForm.FLATTENED, ModelSpec.Gaps.MASKED), 5);
        predictor
                .network()
                .buffers()
                .forEach((name, tensor) -> tensor.assign(tensor.times(0.4).plus(0.2)));
        return predictor;
    }
}
