package org.gapwise.model.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Test;

class MaskedLossTest {

    private static final float NONE = -100;

    @Test
    void labelsThatNobodyAnnotatedCountForNothing() {
        try (Scope scope = Scope.open()) {
            Tensor logits = Tensor.of(new float[] {2, 5, -1, 7}, 2, 2).requiresGrad();
            Tensor loss =
                    MaskedLoss.of(logits, Tensor.of(new float[] {1, NONE, 0, NONE}, 2, 2), UncertainPolicy.IGNORE);
            double expected = (Math.log1p(Math.exp(-2)) + Math.log1p(Math.exp(-1))) / 2;
            assertThat((double) loss.item()).isCloseTo(expected, within(1e-6));
            loss.backward();
            float[] gradient = logits.gradient().orElseThrow().toFloats();
            assertThat(gradient[1]).isZero();
            assertThat(gradient[3]).isZero();
            assertThat(gradient[0]).isNegative();
        }
    }

    @Test
    void aBatchWithoutAnyAnnotationIsFiniteAndTeachesNothing() {
        try (Scope scope = Scope.open()) {
            Tensor logits = Tensor.of(new float[] {2, 5}, 1, 2).requiresGrad();
            Tensor loss = MaskedLoss.of(logits, Tensor.of(new float[] {NONE, -1}, 1, 2), UncertainPolicy.IGNORE);
            assertThat(loss.item()).isZero();
            loss.backward();
            assertThat(logits.gradient().orElseThrow().toFloats()).containsOnly(0);
        }
    }

    @Test
    void thePolicySaysWhatAnUncertainLabelAimsAt() {
        assertThat(loss(UncertainPolicy.ZERO)).isCloseTo(Math.log1p(Math.exp(3)), within(1e-5));
        assertThat(loss(UncertainPolicy.ONE)).isCloseTo(Math.log1p(Math.exp(-3)), within(1e-5));
        assertThat(loss(UncertainPolicy.SOFT))
                .isCloseTo(0.7 * Math.log1p(Math.exp(-3)) + 0.3 * Math.log1p(Math.exp(3)), within(1e-5));
    }

    private static double loss(UncertainPolicy policy) {
        try (Scope scope = Scope.open()) {
            return MaskedLoss.of(Tensor.of(new float[] {3}, 1, 1), Tensor.of(new float[] {-1}, 1, 1), policy)
                    .item();
        }
    }
}
