package org.gapwise.model.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Numeric;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.loss.MaskedLoss;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.model.tabular.FeatureEmbedding;
import org.gapwise.model.tabular.NumericForm;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("golden")
class GoldenTabularTest {

    static Stream<Path> files() throws IOException {
        List<Path> files = GoldenFile.all("tabular");
        System.out.println("golden tabular files: " + files.size());
        assertThat(files).isNotEmpty();
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theTableEncoderEqualsTheReleasedOne(Path file) throws IOException {
        try (Scope scope = Scope.open()) {
            GoldenFile golden = GoldenFile.read(file);
            try (Net net = new Net(golden)) {
                net.load(ours(golden, "weight"));
                TableBatch table = table(golden.get("input.table"));
                Tokens tokens = net.embedding.forward(table);
                Closeness.check("tokens", tokens.values(), golden.get("expect.tokens"), 1e-5);
                Tensor logits = net.logits(tokens);
                Closeness.check("logits", logits, golden.get("expect.logits"), 1e-5);
                Tensor loss = MaskedLoss.of(logits, golden.get("input.labels"), UncertainPolicy.IGNORE);
                Closeness.check("loss", loss.reshape(1), golden.get("expect.loss"), 1e-5);
                loss.backward();
                Map<String, Tensor> expected = ours(golden, "grad");
                net.parameters()
                        .forEach((name, parameter) ->
                                Closeness.check(name, parameter.gradient().orElseThrow(), expected.get(name), 1e-4));
            }
        }
    }

    /** NaN means missing in the golden files; in a batch it is a false bit, whatever stands beside it. */
    private static TableBatch table(Tensor input) {
        float[] values = input.toFloats();
        boolean[] present = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            present[i] = !Float.isNaN(values[i]);
        }
        return new TableBatch(input, Tensor.of(present, input.shape()));
    }

    private static Map<String, Tensor> ours(GoldenFile golden, String kind) {
        Map<String, Tensor> ours = new LinkedHashMap<>();
        golden.encoder(kind, ours);
        int width = golden.whole("width");
        List<Tensor> slopes = new ArrayList<>();
        List<Tensor> levels = new ArrayList<>();
        int numeric = golden.whole("numeric");
        for (int f = 0; f < numeric; f++) {
            slopes.add(
                    golden.get(kind + ".embeddings." + f + ".embeddings.weight").select(0, 0));
        }
        int column = numeric;
        for (JsonNode size : golden.config().get("categories")) {
            Tensor rows = golden.get(kind + ".embeddings." + column++ + ".embeddings.weight");
            levels.add(rows.slice(0, 0, size.asInt()));
            levels.add(Tensor.zeros(1, width));
        }
        ours.put("embedding.numeric.slope", Tensor.stack(slopes, 0));
        ours.put("embedding.levels", Tensor.concat(levels, 0));
        return ours;
    }

    private static final class Net extends Layer {

        private final FeatureEmbedding embedding;
        private final Encoder encoder;
        private final Readout readout;

        Net(GoldenFile golden) {
            SplittableRandom random = new SplittableRandom(1);
            List<Feature> features = new ArrayList<>();
            IntStream.range(0, golden.whole("numeric")).forEach(f -> features.add(new Numeric("n" + f)));
            for (JsonNode size : golden.config().get("categories")) {
                features.add(new Categorical(
                        "c" + features.size(),
                        IntStream.range(0, size.asInt()).mapToObj(l -> "l" + l).toList()));
            }
            embedding = layer(
                    "embedding", new FeatureEmbedding(features, golden.whole("width"), NumericForm.LINEAR, random));
            encoder = layer("encoder", new Encoder(BlockStyle.RELEASED, golden.size(), golden.whole("layers"), random));
            readout = layer(
                    "readout",
                    golden.readout()
                            .make(
                                    new ReadoutSize(features.size(), golden.whole("width"), golden.whole("labels")),
                                    random));
        }

        Tensor logits(Tokens tokens) {
            return readout.logits(encoder.forward(readout.begin(tokens), Pass.inference()));
        }
    }
}
