package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GradientsTest {

    @Test
    void sumsReachAllParametersThatWereReachedAnywhereAndNoOthers() {
        try (Scope scope = Scope.open()) {
            Tensor here = Tensor.of(new float[] {1, 2}, 2).requiresGrad();
            Tensor there = Tensor.of(new float[] {3}, 1).requiresGrad();
            Tensor nowhere = Tensor.of(new float[] {4}, 1).requiresGrad();
            here.square().sum().backward();
            Gradients gradients = new Gradients(List.of(here, there, nowhere));
            assertThat(gradients.flat().toFloats()).containsExactly(2, 4, 0, 0, 1, 0, 0);
            gradients.take(Tensor.of(new float[] {5, 6, 7, 0, 2, 1, 0}, 7));
            assertThat(here.gradient().orElseThrow().toFloats()).containsExactly(5, 6);
            assertThat(there.gradient().orElseThrow().toFloats()).containsExactly(7);
            assertThat(nowhere.gradient()).isEmpty();
        }
    }
}
