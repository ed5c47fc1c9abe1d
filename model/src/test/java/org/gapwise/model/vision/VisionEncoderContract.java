package org.gapwise.model.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.nn.Init;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every encoder of pictures promises: extend, give one, done. */
abstract class VisionEncoderContract {
    private Scope scope;
    private VisionEncoder encoder;

    /** A new encoder with starting weights. */
    abstract VisionEncoder encoder(SplittableRandom random);

    /** Edge of the pictures to try it with, in pixels. */
    int imageSize() {
        return 32;
    }

    @BeforeEach
    final void make() {
        scope = Scope.open();
        encoder = encoder(new SplittableRandom(1));
    }

    @AfterEach
    final void close() {
        encoder.close();
        scope.close();
    }

    @Test
    final void shapesAreAsPromised() {
        int side = encoder.gridSide(imageSize());
        assertThat(encoder.grid(images(2), Pass.inference()).shape())
                .containsExactly(2, encoder.channels(), side, side);
        assertThat(encoder.pooled(images(2), Pass.inference()).shape()).containsExactly(2, encoder.channels());
    }

    @Test
    final void aPictureAloneAndInABatchGetTheSameFeatures() {
        Tensor images = images(3);
        float[] together =
                encoder.pooled(images, Pass.inference()).slice(0, 1, 2).toFloats();
        float[] alone = encoder.pooled(images.slice(0, 1, 2), Pass.inference()).toFloats();
        assertThat(alone).containsExactly(together, within(1e-4f * largest(together)));
    }

    @Test
    final void inferenceIsRepeatable() {
        float[] first = encoder.pooled(images(2), Pass.inference()).toFloats();
        assertThat(encoder.pooled(images(2), Pass.inference()).toFloats()).isEqualTo(first);
        assertThat(largest(first)).isPositive();
    }

    @Test
    final void gradientsReachEveryParameter() {
        encoder.pooled(images(4), Pass.training(1)).square().sum().backward();
        List<String> idle = new ArrayList<>();
        encoder.parameters().forEach((name, parameter) -> {
            boolean moved = parameter
                    .gradient()
                    .filter(Tensor::isFinite)
                    .filter(g -> g.abs().sum().item() > 0)
                    .isPresent();
            if (!moved) {
                idle.add(name);
            }
        });
        assertThat(idle).as("parameters without a finite gradient other than 0").isEmpty();
    }

    @Test
    final void onePictureCanBeTrainedOn() {
        assertThat(encoder.pooled(images(1), Pass.training(1)).isFinite()).isTrue();
    }

    @Test
    final void startingWeightsDependOnTheRandomSourceOnly() {
        float[] first = encoder.pooled(images(1), Pass.inference()).toFloats();
        try (VisionEncoder again = encoder(new SplittableRandom(1));
                VisionEncoder other = encoder(new SplittableRandom(2))) {
            assertThat(again.pooled(images(1), Pass.inference()).toFloats()).isEqualTo(first);
            assertThat(other.pooled(images(1), Pass.inference()).toFloats()).isNotEqualTo(first);
        }
    }

    private Tensor images(int count) {
        return Init.normal(new SplittableRandom(9), 1, count, 3, imageSize(), imageSize());
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
