package org.gapwise.model.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.gapwise.core.ConfigException;
import org.gapwise.nn.Functional;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Safetensors;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedWeightsTest {
    private static final String NAME = "mobilenet_v2_1.0_224";

    @TempDir
    private Path folder;

    @Test
    void weightsGoThroughAFileAndTheClassifierIsIgnored() {
        Path file = folder.resolve("resnet.safetensors");
        try (VisionEncoder from = VisionArchitecture.RESNET10_W16.make(new SplittableRandom(1));
                VisionEncoder to = VisionArchitecture.RESNET10_W16.make(new SplittableRandom(2))) {
            Map<String, Tensor> tensors = new LinkedHashMap<>(from.state());
            tensors.put("fc.weight", Tensor.ones(1000, 128));
            tensors.put("bn1.num_batches_tracked", Tensor.of(new long[] {3}, 1));
            Safetensors.write(file, tensors, Map.of());
            assertThat(PretrainedWeights.load(to, file).ignored())
                    .containsExactlyInAnyOrder("fc.weight", "bn1.num_batches_tracked");
            to.state().forEach((name, tensor) -> assertThat(tensor.toFloats())
                    .isEqualTo(from.state().get(name).toFloats()));
        }
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedWithAllTheirFaults() {
        Path file = folder.resolve("resnet.safetensors");
        try (VisionEncoder from = VisionArchitecture.RESNET10_W32.make(new SplittableRandom(1));
                VisionEncoder to = VisionArchitecture.RESNET10_W16.make(new SplittableRandom(2))) {
            Map<String, Tensor> tensors = new LinkedHashMap<>(from.state());
            tensors.remove("bn1.weight");
            tensors.put("c.odd", Tensor.ones(1));
            Safetensors.write(file, tensors, Map.of());
            assertThatThrownBy(() -> PretrainedWeights.load(to, file))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("\"conv1.weight\" is [32, 3, 7, 7], the network needs [16, 3, 7, 7]")
                    .hasMessageContaining("no tensor \"c.odd\"")
                    .hasMessageContaining("resnet.safetensors");
            assertThatThrownBy(() -> PretrainedWeights.load(to, folder.resolve("none")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("cannot be read");
        }
    }

    @Test
    @Tag("golden")
    void theQuantizedMobileNetSeesWhatItsReferenceSees() throws IOException {
        Path pack = Shared.folder("data/pretrained-mobilenet-imagenet");
        Map<String, float[]> features = features(pack.resolve("reference/pooled_features.csv"));
        try (NoGrad guard = NoGrad.on();
                VisionEncoder encoder = VisionArchitecture.MOBILENET_V2_FOLDED.make(new SplittableRandom(1));
                Safetensors file = Safetensors.open(pack.resolve(NAME + ".safetensors"))) {
            List<String> ignored = PretrainedWeights.load(encoder, pack.resolve(NAME + ".safetensors"))
                    .ignored();
            assertThat(ignored).hasSize(3).allMatch(name -> name.contains("Logits"));
            Classifier classifier = Classifier.of(file);
            for (Map.Entry<String, float[]> each : features.entrySet()) {
                Tensor image = VisionArchitecture.MOBILENET_V2_FOLDED
                        .normalization()
                        .apply(pixels(pack.resolve("reference").resolve(each.getKey())));
                Tensor pooled = encoder.pooled(image, Pass.inference());
                assertThat(pooled.toFloats()).containsExactly(each.getValue(), within(2e-3f));
                Tensor likely = Functional.linear(pooled, classifier.weight(), classifier.bias())
                        .softmax(1);
                top(pack, each.getKey()).forEach((index, probability) -> assertThat(
                                (double) likely.select(1, index).item())
                        .isCloseTo(probability, within(2e-3)));
            }
        }
    }

    private record Classifier(Tensor weight, Tensor bias) {
        static Classifier of(Safetensors file) {
            Map<String, Tensor> parts = new LinkedHashMap<>();
            for (String name : file.names()) {
                if (name.contains("Logits/Conv2d")) {
                    double scale = Double.parseDouble(file.metadata().get("scale:" + name));
                    double zero = Double.parseDouble(file.metadata().get("zero_point:" + name));
                    Tensor value = file.tensor(name).toFloat().minus(zero).times(scale);
                    parts.put(value.rank() == 4 ? "weight" : "bias", value);
                }
            }
            return new Classifier(parts.get("weight").reshape(1001, 1280), parts.get("bias"));
        }
    }

    private static Map<String, float[]> features(Path csv) throws IOException {
        Map<String, float[]> features = new LinkedHashMap<>();
        for (String line : Files.readAllLines(csv)) {
            String[] cells = line.split(",");
            if (cells[0].equals(NAME)) {
                float[] values = new float[1280];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.parseFloat(cells[i + 2]);
                }
                features.put(cells[1], values);
            }
        }
        assertThat(features).hasSize(5);
        return features;
    }

    private static Map<Integer, Double> top(Path pack, String image) throws IOException {
        Map<Integer, Double> top = new LinkedHashMap<>();
        for (String line : Files.readAllLines(pack.resolve("reference/top5.csv"))) {
            String[] cells = line.split(",");
            if (cells[0].equals(NAME) && cells[1].equals(image)) {
                top.put(Integer.valueOf(cells[3]), Double.valueOf(cells[cells.length - 1]));
            }
        }
        assertThat(top).hasSize(5);
        return top;
    }

    private static Tensor pixels(Path png) throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        int size = image.getWidth();
        byte[] values = new byte[3 * size * size];
        for (int i = 0; i < size * size; i++) {
            int rgb = image.getRGB(i % size, i / size);
            for (int channel = 0; channel < 3; channel++) {
                values[channel * size * size + i] = (byte) (rgb >> (16 - 8 * channel));
            }
        }
        return Tensor.ofBytes(values, 1, 3, size, size);
    }
}
