package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PassTest {
    private final Tensor ones = Tensor.ones(50, 41);

    /** What stands beside a row, and where it stands, changes none of its masks. */
    @Test
    void aRowIsMaskedAsItsOwnerIsWhoeverStandsBesideIt() {
        try (Scope scope = Scope.open()) {
            Tensor three = Pass.training(5, new long[] {10, 20, 30}).dropout(Tensor.ones(3, 64), 0.5);
            Tensor last = Pass.training(5, new long[] {30}).dropout(Tensor.ones(1, 64), 0.5);
            assertThat(last.toFloats()).isEqualTo(three.select(0, 2).toFloats());
            assertThat(last.toFloats()).isNotEqualTo(three.select(0, 1).toFloats());
            Pass pass = Pass.training(5, new long[] {10, 30});
            assertThat(pass.dropout(Tensor.ones(2, 64), 0.5).select(0, 1).toFloats())
                    .isEqualTo(last.toFloats());
            assertThat(pass.dropout(Tensor.ones(2, 64), 0.5).select(0, 1).toFloats())
                    .isNotEqualTo(last.toFloats());
        }
    }

    @Test
    void aRowsSourceIsItsOwnersWhoeverStandsBesideIt() {
        Pass three = Pass.training(5, new long[] {10, 20, 30});
        Pass last = Pass.training(5, new long[] {30});
        for (int draw = 0; draw < 2; draw++) {
            List<SplittableRandom> beside = three.random(3);
            long alone = last.random(1).get(0).nextLong();
            assertThat(beside.get(2).nextLong()).isEqualTo(alone);
            assertThat(beside.get(1).nextLong()).isNotEqualTo(alone);
        }
    }

    @Test
    void aPartHasDrawsOfItsOwnAndItsRowsKeepTheirOwners() {
        try (Scope scope = Scope.open()) {
            Pass both = Pass.training(5, new long[] {10, 30});
            Pass one = Pass.training(5, new long[] {30});
            // Slots 0 and 2 of the second of two rows of three slots, and of the only one.
            float[] beside = both.part("tokens", new long[] {3, 5}, 3)
                    .dropout(Tensor.ones(2, 64), 0.5)
                    .toFloats();
            float[] alone = one.part("tokens", new long[] {0, 2}, 3)
                    .dropout(Tensor.ones(2, 64), 0.5)
                    .toFloats();
            assertThat(beside).isEqualTo(alone);
            assertThat(one.part("others", new long[] {0, 2}, 3)
                            .dropout(Tensor.ones(2, 64), 0.5)
                            .toFloats())
                    .isNotEqualTo(alone);
            assertThatThrownBy(() -> one.dropout(Tensor.ones(2, 4), 0.5)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void rowsOfSeveralPartsSideBySideDrawWhatEachDrawsByItself() {
        try (Scope scope = Scope.open()) {
            Pass whole = Pass.training(5, new long[] {10, 20});
            Pass beside = whole.parts(List.of("a", "a", "b"), new long[] {0, 1, 1});
            Pass first = whole.part("a");
            Pass second = whole.part("b");
            for (int draw = 0; draw < 2; draw++) {
                Tensor rows = beside.dropout(Tensor.ones(3, 64), 0.5);
                assertThat(rows.slice(0, 0, 2).toFloats())
                        .isEqualTo(first.dropout(Tensor.ones(2, 64), 0.5).toFloats());
                assertThat(rows.select(0, 2).toFloats())
                        .isEqualTo(second.dropout(Tensor.ones(2, 64), 0.5)
                                .select(0, 1)
                                .toFloats());
            }
            float[] part = beside.part("tokens", new long[] {5, 8}, 3)
                    .dropout(Tensor.ones(2, 64), 0.5)
                    .select(0, 1)
                    .toFloats();
            assertThat(part)
                    .isEqualTo(whole.part("b")
                            .part("tokens", new long[] {5}, 3)
                            .dropout(Tensor.ones(1, 64), 0.5)
                            .toFloats());
        }
    }

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
