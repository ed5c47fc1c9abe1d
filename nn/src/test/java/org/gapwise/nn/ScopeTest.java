package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void whatIsMadeInsideDiesWithTheScope() {
        Tensor made;
        try (Scope scope = Scope.open()) {
            made = Tensor.ones(3);
        }
        assertThat(made.raw().isNull()).isTrue();
    }

    @Test
    void whatIsKeptLivesInTheEnclosingScope() {
        Tensor kept;
        try (Scope outer = Scope.open()) {
            try (Scope inner = Scope.open()) {
                kept = inner.keep(Tensor.ones(3).times(2));
            }
            assertThat(kept.toFloats()).containsExactly(2, 2, 2);
        }
        assertThat(kept.raw().isNull()).isTrue();
    }

    @Test
    void eachStepOfAChainIsFreedOnceTheNextIsMade() {
        List<Tensor> before = new ArrayList<>();
        Tensor last;
        try (Scope scope = Scope.open()) {
            last = Scope.chain(
                    () -> Tensor.ones(3),
                    List.of(
                            x -> {
                                before.add(x);
                                return x.plus(1);
                            },
                            x -> {
                                assertThat(before.get(0).raw().isNull()).isTrue();
                                before.add(x);
                                return x.times(4);
                            }));
            assertThat(before).hasSize(2).allMatch(x -> x.raw().isNull());
            assertThat(last.toFloats()).containsExactly(8, 8, 8);
        }
        assertThat(last.raw().isNull()).isTrue();
    }

    @Test
    void whatIsKeptOutsideOfAllScopesLives() {
        Tensor kept = Scope.tidy(() -> Tensor.ones(2).plus(1));
        assertThat(kept.toFloats()).containsExactly(2, 2);
    }

    @Test
    void tidyingSomethingOlderLeavesItAlone() {
        try (Scope outer = Scope.open()) {
            Tensor older = Tensor.ones(2);
            for (int i = 0; i < 3; i++) {
                assertThat(Scope.tidy(() -> older)).isSameAs(older);
            }
            assertThat(older.toFloats()).containsExactly(1, 1);
        }
    }

    @Test
    void gradientsFlowThroughWhatWasFreed() {
        Tensor x = Tensor.ones(2).requiresGrad();
        Tensor loss = Scope.tidy(() -> x.times(3).square().sum());
        loss.backward();
        assertThat(x.gradient().orElseThrow().toFloats()).containsExactly(18, 18);
    }

    @Test
    void resultsThatLieInsideOfOthersAreKeptToo() {
        Tensor x = Tensor.of(new float[] {1, 5, 7, 3}, 2, 2).requiresGrad();
        Tensor largest = Scope.tidy(() -> x.max(1));
        Tensor gradient;
        try (Scope scope = Scope.open()) {
            x.times(2).sum().backward();
            gradient = scope.keep(x.gradient().orElseThrow());
        }
        x.raw().mutable_grad().reset();
        for (int i = 0; i < 1_000; i++) {
            Scope.tidy(() -> Tensor.zeros(2));
        }
        assertThat(largest.toFloats()).containsExactly(5, 7);
        assertThat(gradient.toFloats()).containsExactly(2, 2, 2, 2);
        assertThat(x.gradient()).isEmpty();
    }

    @Test
    void aScopeIsClosedWhenItsBodyFails() {
        try (Scope outer = Scope.open()) {
            long before = Pointer.totalCount();
            assertThatThrownBy(() -> Scope.tidy(() -> Tensor.ones(2).matmul(Tensor.ones(3))));
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before + 1);
        }
    }

    @Test
    void layersOutliveScopesAndDieWhenClosed() {
        Linear layer;
        try (Scope scope = Scope.open()) {
            layer = new Linear(Tensor.ones(1, 2), true);
        }
        Tensor weight = layer.parameters().get("weight");
        assertThat(layer.apply(Tensor.ones(1, 2)).item()).isEqualTo(2);
        layer.close();
        assertThat(weight.raw().isNull()).isTrue();
    }
}
