package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PassTest {
    private final Tensor ones = Tensor.ones(50, 41);

    @Test
    void maskIsAFunctionOfSeedAndOrdinal() {
        Pass a = Pass.training(7);
        Pass b = Pass.training(7);
        float[] first = a.dropout(ones, 0.3).toFloats();
        assertThat(b.dropout(ones, 0.3).toFloats()).isEqualTo(first);
        assertThat(a.dropout(ones, 0.3).toFloats()).isNotEqualTo(first);
        assertThat(Pass.training(8).dropout(ones, 0.3).toFloats()).isNotEqualTo(first);
    }

    @Test
    void theAskedShareIsDroppedAndTheMeanIsKept() {
        Tensor many = Tensor.ones(1000, 1000);
        for (double rate : new double[] {0.1, 0.5, 0.9}) {
            Tensor dropped = Pass.training(3).dropout(many, rate);
            assertThat((double) dropped.eq(0).toFloat().mean().item()).isCloseTo(rate, within(0.002));
            assertThat((double) dropped.mean().item()).isCloseTo(1, within(0.02));
        }
    }

    @Test
    void pathsAreDroppedByTheRow() {
        float[] rows = Pass.training(3).dropPath(ones, 0.5).toFloats();
        for (int row = 0; row < 50; row++) {
            assertThat(rows[row * 41]).isIn(0f, 2f);
            for (int i = 1; i < 41; i++) {
                assertThat(rows[row * 41 + i]).isEqualTo(rows[row * 41]);
            }
        }
    }

    @Test
    void nothingIsDroppedOutsideTraining() {
        assertThat(Pass.inference().dropout(ones, 0.9)).isSameAs(ones);
        assertThat(Pass.recording().dropPath(ones, 0.9)).isSameAs(ones);
        assertThat(Pass.training(1).dropout(ones, 0)).isSameAs(ones);
        assertThatThrownBy(() -> Pass.training(1).dropout(ones, 1)).hasMessageContaining("1.0");
    }

    @Test
    void notesOutliveTheScopeTheyWereMadeIn() {
        Pass pass = Pass.recording();
        Scope.tidy(() -> {
            Tensor inner = ones.times(4);
            pass.note("attention", inner);
            pass.note("attention", inner.plus(1));
            return inner.sum();
        });
        assertThat(pass.notes()).containsOnlyKeys("attention", "attention.1");
        assertThat(pass.notes().get("attention.1").toFloats()[0]).isEqualTo(5);
        Pass silent = Pass.inference();
        silent.note("attention", ones);
        assertThat(silent.notes()).isEmpty();
    }
}
