package org.gapwise.model.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisionEncoderTest {
    @Nested
    class Resnet10 extends VisionEncoderContract {
        @Override
        VisionEncoder encoder(SplittableRandom random) {
            return VisionArchitecture.RESNET10_W16.make(random);
        }
    }

    @Nested
    class Resnet50 extends VisionEncoderContract {
        @Override
        VisionEncoder encoder(SplittableRandom random) {
            return VisionArchitecture.RESNET50.make(random);
        }
    }

    @Nested
    class SmallTransformer extends VisionEncoderContract {
        @Override
        VisionEncoder encoder(SplittableRandom random) {
            return VisionArchitecture.VIT_TINY_PATCH16.make(random);
        }
    }

    @Nested
    class Densenet121 extends VisionEncoderContract {
        @Override
        VisionEncoder encoder(SplittableRandom random) {
            return VisionArchitecture.DENSENET121.make(random);
        }
    }

    @Nested
    class MobileNet extends VisionEncoderContract {
        @Override
        VisionEncoder encoder(SplittableRandom random) {
            return VisionArchitecture.MOBILENET_V2.make(random);
        }
    }

    @Nested
    class FoldedMobileNet extends VisionEncoderContract {
        @Override
        VisionEncoder encoder(SplittableRandom random) {
            return VisionArchitecture.MOBILENET_V2_FOLDED.make(random);
        }

        @Override
        int imageSize() {
            return 40;
        }
    }

    /** Parameters as published with torchvision and timm, less their classifiers for 1,000 classes. */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 11689512, 512",
        "resnet34, 21797672, 512",
        "resnet50, 25557032, 2048",
        "densenet121, 7978856, 1024",
        "mobilenet_v2, 3504872, 1280",
        "vit_tiny_patch16, 5717416, 192",
        "vit_small_patch16, 22050664, 384"
    })
    void parametersAreAsManyAsPublished(String name, long published, int width) {
        try (VisionEncoder encoder = VisionArchitecture.of(name).make(new SplittableRandom(1))) {
            assertThat(encoder.channels()).isEqualTo(width);
            assertThat(encoder.count()).isEqualTo(published - 1000L * (width + 1));
        }
    }

    @Test
    void keysAreThoseOfTorchvision() {
        try (VisionEncoder dense = VisionArchitecture.DENSENET121.make(new SplittableRandom(1));
                VisionEncoder mobile = VisionArchitecture.MOBILENET_V2.make(new SplittableRandom(1))) {
            assertThat(dense.state())
                    .hasSize(604)
                    .containsKeys(
                            "features.conv0.weight",
                            "features.norm0.running_var",
                            "features.denseblock3.denselayer24.conv2.weight",
                            "features.transition3.norm.bias",
                            "features.norm5.running_mean");
            assertThat(mobile.state())
                    .hasSize(260)
                    .containsKeys(
                            "features.0.0.weight",
                            "features.1.conv.0.0.weight",
                            "features.1.conv.1.weight",
                            "features.1.conv.2.running_mean",
                            "features.17.conv.1.1.bias",
                            "features.17.conv.3.weight",
                            "features.18.1.running_var");
        }
    }

    @Test
    void architecturesAreFoundByName() {
        assertThat(VisionArchitecture.of("resnet18")).isEqualTo(VisionArchitecture.RESNET18);
        assertThatThrownBy(() -> VisionArchitecture.of("resnet19"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("resnet18");
    }

    @Test
    void pixelsAreNormalized() {
        Tensor grey = Tensor.ofBytes(new byte[] {0, (byte) 255, (byte) 128, 64}, 1, 1, 2, 2);
        assertThat(Normalization.BYTES.apply(grey).shape()).containsExactly(1, 3, 2, 2);
        assertThat(Normalization.BYTES.apply(grey).toFloats()).startsWith(-1, 127 / 128f, 0, -0.5f);
        assertThat(Normalization.IMAGENET.apply(grey).toFloats()[0]).isBetween(-2.12f, -2.11f);
    }
}
