package org.gapwise.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Test;

class DistilledViewsNetworkTest {

    private static final float NONE = EncodedCase.UNANNOTATED;
    private static final float UNCERTAIN = EncodedCase.UNCERTAIN;

    @Test
    void aTargetLiesBetweenTheAnnotationAndWhatWasSaid() {
        try (Scope scope = Scope.open();
                ModelPredictor predictor = predictor(FusionForm.DISTILLED_VIEWS)) {
            Tensor whole = Tensor.of(new float[] {0, 2, -3, 0}, 2, 2).requiresGrad();
            Tensor targets = views(predictor).targets(Tensor.of(new float[] {1, 0, NONE, UNCERTAIN}, 2, 2), whole);
            float[] found = targets.toFloats();
            assertThat((double) found[0]).isCloseTo(0.5 + 0.5 * 0.5, within(1e-6));
            assertThat((double) found[1]).isCloseTo(0.5 / (1 + Math.exp(-2)), within(1e-6));
            assertThat(found[2]).isEqualTo(NONE);
            assertThat(found[3]).isEqualTo(UNCERTAIN);
        }
    }

    @Test
    void noGradientFlowsIntoWhatWasSaid() {
        try (Scope scope = Scope.open();
                ModelPredictor predictor = predictor(FusionForm.DISTILLED_VIEWS)) {
            Tensor whole = Tensor.of(new float[] {0.5f, 2}, 1, 2).requiresGrad();
            Tensor own = Tensor.of(new float[] {1, 1}, 1, 2).requiresGrad();
            Tensor targets = views(predictor).targets(Tensor.of(new float[] {1, 0}, 1, 2), whole);
            own.times(targets).sum().backward();
            assertThat(whole.gradient()).isEmpty();
            assertThat(own.gradient().orElseThrow().toFloats()).isEqualTo(targets.toFloats());
        }
    }

    @Test
    void theViewsLearnOtherwiseThanFromTheAnnotationsAlone() {
        List<Case> cases = Toy.cohort(24, 3).cases();
        try (Scope scope = Scope.open();
                ModelPredictor distilled = predictor(FusionForm.DISTILLED_VIEWS);
                ModelPredictor plain = predictor(FusionForm.VIEWS)) {
            assertThat(loss(distilled, cases)).isNotCloseTo(loss(plain, cases), within(1e-4));
            assertThat(distilled.predict(cases)).isEqualTo(plain.predict(cases));
        }
    }

    private static double loss(ModelPredictor predictor, List<Case> cases) {
        Batch batch = predictor.batch(cases);
        return predictor
                .network()
                .loss(batch, Pass.inference(), UncertainPolicy.IGNORE)
                .item();
    }

    private static ViewsNetwork views(ModelPredictor predictor) {
        return (ViewsNetwork) predictor.network();
    }

    private static ModelPredictor predictor(FusionForm fusion) {
        return Toy.predictor(Toy.spec(BlockStyle.PRENORM, ReadoutForm.FLATTENED, ModelSpec.Gaps.MASKED, fusion), 5);
    }
}
