package org.gapwise.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.missingness.Removal;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;
import org.junit.jupiter.api.Test;

class ImageFeaturesTest {

    private static final ModelSpec SPEC = Toy.spec(BlockStyle.PRENORM, ReadoutForm.SUMMARY, ModelSpec.Gaps.MASKED);

    @Test
    void exactlyTheCasesWithAPictureHaveFeatures() {
        try (ModelPredictor model = Toy.predictor(SPEC, 1)) {
            ImageFeatures features = new ImageFeatures(model, "frontal");
            List<Case> cases = Toy.cohort(70, 3).cases();
            List<Optional<float[]>> rows = features.of(cases);
            assertThat(rows).hasSize(70);
            for (int i = 0; i < 70; i++) {
                assertThat(rows.get(i).isPresent())
                        .isEqualTo(cases.get(i).images().containsKey("frontal"));
                rows.get(i).ifPresent(row -> assertThat(row).hasSize(features.width()));
            }
        }
    }

    @Test
    void thePictureAloneDecidesThemAndPicturesDiffer() {
        try (ModelPredictor model = Toy.predictor(SPEC, 1)) {
            ImageFeatures features = new ImageFeatures(model, "frontal");
            List<Case> pictured = Toy.cohort(40, 3).cases().stream()
                    .filter(one -> !one.images().isEmpty())
                    .toList();
            Case first = pictured.get(0);
            float[] whole = features.of(pictured).get(0).orElseThrow();
            float[] alone = features.of(List.of(Removal.of(
                            Toy.SCHEMA.tables().get(0),
                            Removal.of(Toy.SCHEMA.tables().get(1), first))))
                    .get(0)
                    .orElseThrow();
            assertThat(alone).isEqualTo(whole);
            assertThat(features.of(pictured).get(1).orElseThrow()).isNotEqualTo(whole);
        }
    }

    @Test
    void aTableHasNoPictures() {
        try (ModelPredictor model = Toy.predictor(SPEC, 1)) {
            assertThatThrownBy(() -> new ImageFeatures(model, "labs"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("labs");
        }
    }
}
