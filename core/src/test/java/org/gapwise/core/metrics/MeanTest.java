package org.gapwise.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeanTest {

    private static final OptionalDouble[] VALUES = {
        OptionalDouble.of(0.6), OptionalDouble.empty(), OptionalDouble.of(0.9)
    };

    @Test
    void anUndefinedLabelDoesNotTakePart() {
        assertThat(Mean.MACRO.of(VALUES, new double[] {10, 1000, 30}).getAsDouble())
                .isEqualTo(0.75);
        assertThat(Mean.ANNOTATION_WEIGHTED
                        .of(VALUES, new double[] {10, 1000, 30})
                        .getAsDouble())
                .isEqualTo(0.825);
    }

    @Test
    void theMeanOfNothingIsUndefined() {
        assertThat(Mean.MACRO.of(new OptionalDouble[] {OptionalDouble.empty()}, new double[] {5}))
                .isEmpty();
    }

    @Test
    void anUndefinedEstimateIsNotANumber() {
        assertThat(Estimate.undefined(3).toString()).isEqualTo("n/a");
        assertThat(new Estimate(OptionalDouble.of(0.8), OptionalDouble.of(0.75), OptionalDouble.of(0.85), 10))
                .hasToString("0.800 [0.750, 0.850]");
        assertThatThrownBy(
                        () -> new Estimate(OptionalDouble.empty(), OptionalDouble.of(0.1), OptionalDouble.of(0.2), 10))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
