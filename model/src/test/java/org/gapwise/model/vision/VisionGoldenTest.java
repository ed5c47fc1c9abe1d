package org.gapwise.model.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Safetensors;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Features of torchvision's and timm's networks with weights filled by a formula. The vectors lie outside of the
 * project; the formula is told in the README beside them.
 */
@Tag("golden")
class VisionGoldenTest {
    private static final double TOLERANCE = 1e-4;

    /** Rounding of one more product a weight. */
    private static final double SETTLED = 1e-5;

    @TestFactory
    List<DynamicTest> featuresEqualTheLibrarys() throws IOException {
        Path folder = Shared.path("golden");
        if (!Files.isDirectory(folder)) {
            return List.of(DynamicTest.dynamicTest("vectors", () -> Shared.folder("golden")));
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<DynamicTest> tests = files.filter(
                            file -> file.getFileName().toString().matches("vision-.*\\.safetensors"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                    .toList();
            assertThat(tests).as("vectors in " + folder).isNotEmpty();
            return tests;
        }
    }

    private static void check(Path file) throws IOException {
        try (Scope scope = Scope.open();
                NoGrad guard = NoGrad.on();
                Safetensors golden = Safetensors.open(file)) {
            JsonNode config = new ObjectMapper().readTree(golden.metadata().get("config"));
            int size = config.get("image_size").asInt();
            VisionArchitecture architecture =
                    VisionArchitecture.of(config.get("arch").asText().replaceFirst("_224$", ""));
            try (VisionEncoder encoder = architecture.make(new SplittableRandom(0))) {
                assertThat(encoder.state().keySet())
                        .as("keys")
                        .containsExactlyInAnyOrderElementsOf(
                                filled(config.get("parameters")).keySet());
                encoder.load(filled(config.get("parameters")));
                Tensor images = images(config.get("batch").asInt(), size);
                assertClose(encoder.pooled(images, Pass.inference()), golden.tensor("expect.features"), TOLERANCE);
                settled(encoder, images, golden.tensor("expect.features"));
                if (golden.names().contains("expect.tokens")) {
                    assumeTrue(encoder instanceof VisionTransformer);
                    assertClose(
                            ((VisionTransformer) encoder).tokens(images, Pass.inference()),
                            golden.tensor("expect.tokens"),
                            TOLERANCE);
                }
            }
        }
    }

    /** As a model is opened for prediction: with normalizations in the weights of convolutions. */
    private static void settled(VisionEncoder encoder, Tensor images, Tensor expected) {
        Tensor before = encoder.pooled(images, Pass.inference());
        encoder.settle();
        Tensor after = encoder.pooled(images, Pass.inference());
        assertClose(after, before, SETTLED);
        assertClose(after, expected, TOLERANCE);
    }

    private static void assertClose(Tensor found, Tensor expected, double tolerance) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        double largest = expected.abs().flatten(0).max(0).item();
        double difference = found.minus(expected).abs().flatten(0).max(0).item();
        assertThat(difference / largest).as("largest relative difference").isLessThan(tolerance);
    }

    private static Map<String, Tensor> filled(JsonNode parameters) {
        Map<String, Tensor> filled = new LinkedHashMap<>();
        for (JsonNode each : parameters) {
            String name = each.get("name").asText();
            long[] shape = new long[each.get("shape").size()];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = each.get("shape").get(i).asLong();
            }
            filled.put(name, Tensor.of(values(name, shape, each.get("fill").asText()), shape));
        }
        return filled;
    }

    private static float[] values(String name, long[] shape, String fill) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        double phase = 2 * Math.PI * (crc.getValue() % 1000) / 1000;
        long count = 1;
        long fan = 1;
        for (int i = 0; i < shape.length; i++) {
            count *= shape[i];
            fan *= i == 0 ? 1 : shape[i];
        }
        float[] values = new float[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            double s = Math.sin(0.7 * i + phase);
            values[i] = (float)
                    switch (fill) {
                        case "weight" -> s / Math.sqrt(fan);
                        case "gain" -> 1 + 0.1 * s;
                        case "variance" -> 1 + 0.5 * s * s;
                        case "shift" -> 0.1 * s;
                        default -> throw new IllegalArgumentException(fill);
                    };
        }
        return values;
    }

    private static Tensor images(int batch, int size) {
        float[] values = new float[batch * 3 * size * size];
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) (0.5 + 0.5 * Math.sin(0.013 * j));
        }
        return Tensor.of(values, batch, 3, size, size);
    }
}
