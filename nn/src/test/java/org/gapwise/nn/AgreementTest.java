package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementTest {

    private static final long ROWS = 8;

    @ParameterizedTest
    @EnumSource(names = {"F32", "BF16"})
    void roundingAgreesAndNothingElse(ElementType type) {
        assertThat(agrees(type, x -> x)).isTrue();
        assertThat(agrees(type, x -> x.times(type == ElementType.F32 ? 1 + 1e-6 : 1 + 4e-3)))
                .isTrue();
        assertThat(agrees(type, x -> x.times(1.1))).isFalse();
        assertThat(agrees(type, x -> x.times(Double.NaN))).isFalse();
        assertThat(agrees(type, x -> x.slice(1, 0, 3))).isFalse();
        assertThat(agrees(type, AgreementTest::swapped)).isFalse();
        assertThat(agrees(type, x -> {
                    throw new IllegalStateException("could not create a primitive");
                }))
                .isFalse();
    }

    /** Small channels are no smaller a matter. */
    @ParameterizedTest
    @EnumSource(names = {"F32", "BF16"})
    void everyChannelIsComparedWithItself(ElementType type) {
        Tensor scale = Tensor.of(new float[] {1, 1, 1e-6f, 2e-6f}, 4).to(type);
        UnaryOperator<Tensor> plain = x -> x.times(scale);
        assertThat(Agreement.of(plain, plain, type, ROWS, 4)).isTrue();
        assertThat(Agreement.of(x -> swapped(plain.apply(x)), plain, type, ROWS, 4))
                .isFalse();
    }

    private static boolean agrees(ElementType type, UnaryOperator<Tensor> kernel) {
        return Agreement.of(kernel, x -> x, type, ROWS, 4);
    }

    /** The last two channels in each other's place. */
    private static Tensor swapped(Tensor x) {
        return Tensor.concat(List.of(x.slice(1, 0, 2), x.slice(1, 3, 4), x.slice(1, 2, 3)), 1);
    }
}
