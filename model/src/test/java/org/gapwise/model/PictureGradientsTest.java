package org.gapwise.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;
import org.junit.jupiter.api.Test;

class PictureGradientsTest {

    private static final ModelSpec SPEC = Toy.spec(BlockStyle.PRENORM, ReadoutForm.SUMMARY, ModelSpec.Gaps.MASKED);
    private static final Pixels GREY = grey();

    private static Pixels grey() {
        byte[] values = new byte[Toy.SIZE * Toy.SIZE];
        Arrays.fill(values, (byte) 120);
        return new Pixels(1, Toy.SIZE, Toy.SIZE, values);
    }

    @Test
    void cellsSumToTheDifferenceOfTheLogOddsAndWeightsGatherNothing() {
        try (ModelPredictor model = Toy.predictor(SPEC, 1)) {
            String target = Toy.SCHEMA.targetNames().get(1);
            List<Case> pictured = Toy.cohort(40, 3).cases().stream()
                    .filter(one -> one.images().containsKey("frontal"))
                    .limit(5)
                    .toList();
            PictureGradients gradients = new PictureGradients(model, 400);
            double largest = 0;
            for (Case one : pictured) {
                double with = Logistic.logit(model.predict(one).probability(target));
                double without = Logistic.logit(
                        model.predict(one.with("frontal", size -> GREY)).probability(target));
                double[][] cells = gradients.cells(one, "frontal", target, GREY, 8);
                double sum =
                        Arrays.stream(cells).flatMapToDouble(Arrays::stream).sum();
                largest = Math.max(largest, Math.abs(with - without));
                // Rectifiers have many corners on the way from grey to noise: 8 steps are off by 0.04 here, 384 by
                // 0.003.
                assertThat(sum).isCloseTo(with - without, within(0.05 * Math.abs(with - without) + 4e-3));
            }
            assertThat(largest).isGreaterThan(0.01);
            assertThat(model.network().parameters().values())
                    .allMatch(parameter -> parameter.gradient().isEmpty());
        }
    }

    @Test
    void aPictureThatIsNotThereHasNoMap() {
        try (ModelPredictor model = Toy.predictor(SPEC, 1)) {
            String target = Toy.SCHEMA.targetNames().get(0);
            assertThatThrownBy(() -> new PictureGradients(model).cells(Case.of("a"), "frontal", target, GREY, 8))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("frontal");
        }
    }
}
