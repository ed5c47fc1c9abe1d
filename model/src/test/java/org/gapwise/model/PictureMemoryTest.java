package org.gapwise.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.missingness.Removal;
import org.gapwise.core.predict.Prediction;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;
import org.gapwise.model.image.PictureMemory;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Test;

class PictureMemoryTest {

    private static final ModelSpec SPEC = Toy.spec(BlockStyle.PRENORM, ReadoutForm.SUMMARY, ModelSpec.Gaps.MASKED);

    @Test
    void whatWasAskedBeforeChangesNoBit() {
        List<Case> cases = new ArrayList<>(Toy.cohort(60, 5).cases());
        try (ModelPredictor plain = Toy.predictor(SPEC, 1);
                ModelPredictor remembering = Toy.predictor(SPEC, 1).remembering(7)) {
            List<Prediction> alone = cases.stream().map(plain::predict).toList();
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < cases.size(); i++) {
                    assertThat(remembering.predict(cases.get(i))).isEqualTo(alone.get(i));
                }
            }
            List<Prediction> before = remembering.predict(cases);
            Collections.shuffle(cases, new Random(1));
            remembering.predict(cases);
            assertThat(remembering.predict(Toy.cohort(60, 5).cases())).isEqualTo(before);
        }
    }

    @Test
    void manyViewsOfOneCaseAreAnsweredAsEachAlone() {
        Case one = Toy.cohort(60, 5).cases().stream()
                .filter(c -> !c.images().isEmpty())
                .findFirst()
                .orElseThrow();
        List<Case> views = List.of(
                one,
                Removal.of(Toy.SCHEMA.tables().get(0), one),
                Removal.of(Toy.SCHEMA.images().get(0), one),
                Removal.of(Toy.SCHEMA.tables().get(1), one));
        try (ModelPredictor plain = Toy.predictor(SPEC, 1);
                ModelPredictor remembering = Toy.predictor(SPEC, 1).remembering(1)) {
            List<Prediction> together = remembering.predict(views);
            for (int i = 0; i < views.size(); i++) {
                Prediction alone = plain.predict(views.get(i));
                Prediction seen = together.get(i);
                alone.probabilities().forEach((label, p) -> assertThat(seen.probability(label))
                        .isCloseTo(p, within(1e-6)));
            }
        }
    }

    @Test
    void aPictureIsEncodedOnceUntilItIsForgotten() {
        AtomicInteger encoded = new AtomicInteger();
        PictureMemory memory = new PictureMemory(2);
        try (Scope scope = Scope.open();
                NoGrad none = NoGrad.on()) {
            Tensor a = pictures(1);
            Tensor b = pictures(2);
            Tensor c = pictures(3);
            Tensor tokens = asked(memory, Tensor.concat(List.of(a, b, a), 0), encoded);
            assertThat(encoded).hasValue(2);
            assertThat(tokens.toFloats()).containsExactly(2, 4, 2);
            asked(memory, a, encoded);
            asked(memory, c, encoded);
            assertThat(encoded).hasValue(3);
            asked(memory, a, encoded);
            assertThat(encoded).hasValue(3);
            asked(memory, b, encoded);
            assertThat(encoded).hasValue(4);
        }
        assertThatThrownBy(() -> new PictureMemory(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Tensor pictures(double value) {
        return Tensor.full(value, 1, 3, 2, 2);
    }

    private static Tensor asked(PictureMemory memory, Tensor pixels, AtomicInteger encoded) {
        return memory.tokens(pixels, picture -> {
            encoded.incrementAndGet();
            return picture.slice(1, 0, 1)
                    .slice(2, 0, 1)
                    .reshape(1, 1, 2)
                    .slice(2, 0, 1)
                    .times(2);
        });
    }
}
