package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {
    private static final Tensor TABLE = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

    @Test
    void arraysComeBackAsTheyWent() {
        assertThat(TABLE.toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(TABLE.toDoubles()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(Tensor.of(new long[] {-1, 1L << 40}, 2).toLongs()).containsExactly(-1, 1L << 40);
        assertThat(Tensor.of(new boolean[] {true, false}, 2).toBooleans()).containsExactly(true, false);
        assertThat(Tensor.ofBytes(new byte[] {-1, 1}, 2).toFloats()).containsExactly(255, 1);
        assertThat(TABLE.transpose(0, 1).toFloats()).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void aShapeThatTheValuesDoNotFillIsRefused() {
        assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2, 3]");
    }

    @Test
    void operationsGiveTheShapesTheyName() {
        assertThat(TABLE).hasToString("Tensor[2, 3]");
        assertThat(TABLE.slice(1, 1, 3).toFloats()).containsExactly(2, 3, 5, 6);
        assertThat(TABLE.select(0, 1).toFloats()).containsExactly(4, 5, 6);
        assertThat(TABLE.unsqueeze(1)).hasToString("Tensor[2, 1, 3]");
        assertThat(TABLE.unsqueeze(1).squeeze(1)).hasToString("Tensor[2, 3]");
        assertThat(TABLE.sum(true, 1).toFloats()).containsExactly(6, 15);
        assertThat(TABLE.mean(false, 0)).hasToString("Tensor[3]");
        assertThat(TABLE.max(1).toFloats()).containsExactly(3, 6);
        assertThat(TABLE.argmax(0).toLongs()).containsExactly(1, 1, 1);
        assertThat(Tensor.concat(List.of(TABLE, TABLE), 1)).hasToString("Tensor[2, 6]");
        assertThat(Tensor.stack(List.of(TABLE, TABLE), 0)).hasToString("Tensor[2, 2, 3]");
        assertThat(TABLE.permute(1, 0).flatten(0).toFloats()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(TABLE.matmul(TABLE.transpose(0, 1)).toFloats()).containsExactly(14, 32, 32, 77);
        assertThat(Tensor.ones(1, 3).expand(2, 3).plus(TABLE).toFloats()).containsExactly(2, 3, 4, 5, 6, 7);
        assertThat(TABLE.gather(1, Tensor.of(new long[] {2, 0}, 2, 1)).toFloats())
                .containsExactly(3, 4);
    }

    @Test
    void wholeNumbersStayWhole() {
        Tensor index = Tensor.of(new long[] {1, 2}, 2);
        assertThat(index.plus(1).type()).isEqualTo(ElementType.I64);
        assertThat(index.times(0.5).type()).isEqualTo(ElementType.F32);
        assertThat(TABLE.plus(1).type()).isEqualTo(ElementType.F32);
    }

    @Test
    void masksSelect() {
        Tensor mask = TABLE.gt(3);
        assertThat(mask.toBooleans()).containsExactly(false, false, false, true, true, true);
        assertThat(TABLE.where(mask, TABLE.negate()).toFloats()).containsExactly(-1, -2, -3, 4, 5, 6);
        assertThat(TABLE.maskedFill(mask.not(), 0).toFloats()).containsExactly(0, 0, 0, 4, 5, 6);
        assertThat(mask.and(TABLE.eq(5)).or(TABLE.eq(1)).toBooleans())
                .containsExactly(true, false, false, false, true, false);
    }

    @Test
    void scatteringRowsUndoesSelectingThem() {
        Tensor x = TABLE.copy().requiresGrad();
        Tensor index = Tensor.of(new long[] {2, 0}, 2);
        Tensor scattered = x.scatterRows(index, 3);
        assertThat(scattered.toFloats()).containsExactly(4, 5, 6, 0, 0, 0, 1, 2, 3);
        assertThat(scattered.indexSelect(0, index).toFloats()).containsExactly(x.toFloats());
        scattered.square().sum().backward();
        assertThat(x.gradient().orElseThrow().toFloats()).containsExactly(2, 4, 6, 8, 10, 12);
    }

    @Test
    void derivativesArriveAndNothingIsRecordedWithoutGradients() {
        Tensor x = TABLE.copy().requiresGrad();
        assertThat(x.gradient()).isEmpty();
        x.log().sum().backward();
        assertThat(x.gradient().orElseThrow().toFloats()[1]).isCloseTo(0.5f, within(1e-6f));
        try (NoGrad guard = NoGrad.on()) {
            assertThat(x.times(2).isTracked()).isFalse();
        }
        assertThat(x.times(2).isTracked()).isTrue();
        assertThat(x.detach().isTracked()).isFalse();
    }

    @Test
    void writingOverATensorNeedsItsShape() {
        Tensor x = Tensor.zeros(2, 3);
        x.assign(TABLE);
        assertThat(x.toFloats()).containsExactly(TABLE.toFloats());
        assertThatThrownBy(() -> x.assign(Tensor.zeros(3))).hasMessageContaining("Tensor[3]");
    }

    @Test
    void whatIsNotANumberIsNoticed() {
        assertThat(TABLE.isFinite()).isTrue();
        assertThat(TABLE.minus(TABLE).log().isFinite()).isFalse();
    }
}
