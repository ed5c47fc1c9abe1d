package org.gapwise.model.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gapwise.model.loss.MaskedLoss;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("golden")
class GoldenFusionTest {

    static Stream<Path> files() throws IOException {
        List<Path> files = GoldenFile.all("fusion");
        System.out.println("golden fusion files: " + files.size());
        assertThat(files).isNotEmpty();
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theFusionEncoderEqualsTheReleasedOne(Path file) throws IOException {
        try (Scope scope = Scope.open()) {
            GoldenFile golden = GoldenFile.read(file);
            try (Net net = new Net(golden)) {
                net.load(ours(golden, "weight"));
                Tensor input = golden.get("input.tokens").copy().requiresGrad();
                Tensor logits = net.logits(input, golden);
                Closeness.check("logits", logits, golden.get("expect.logits"), 1e-5);
                Tensor loss = MaskedLoss.of(logits, golden.get("input.labels"), UncertainPolicy.IGNORE);
                Closeness.check("loss", loss.reshape(1), golden.get("expect.loss"), 1e-5);
                loss.backward();
                Map<String, Tensor> expected = ours(golden, "grad");
                net.parameters()
                        .forEach((name, parameter) ->
                                Closeness.check(name, parameter.gradient().orElseThrow(), expected.get(name), 1e-4));
                Closeness.check("input.tokens", input.gradient().orElseThrow(), golden.get("grad.input.tokens"), 1e-4);
            }
        }
    }

    private static Map<String, Tensor> ours(GoldenFile golden, String kind) {
        Map<String, Tensor> ours = new LinkedHashMap<>();
        golden.encoder(kind, ours);
        Tensor marks = golden.get(kind + ".modality_tokens.embeddings.weight");
        for (int m = 0; m < golden.config().get("tokens_per_modality").size(); m++) {
            ours.put("marks." + m + ".weight", marks.select(0, m));
        }
        return ours;
    }

    private static final class Net extends Layer {

        private final List<ModalityToken> marks;
        private final Encoder encoder;
        private final Readout readout;

        Net(GoldenFile golden) {
            SplittableRandom random = new SplittableRandom(1);
            List<ModalityToken> made = new ArrayList<>();
            int slots = 0;
            for (JsonNode tokens : golden.config().get("tokens_per_modality")) {
                made.add(TokenForm.HADAMARD.make(golden.whole("width"), random));
                slots += tokens.asInt();
            }
            marks = layers("marks", made);
            encoder = layer("encoder", new Encoder(BlockStyle.RELEASED, golden.size(), golden.whole("layers"), random));
            readout = layer(
                    "readout",
                    golden.readout()
                            .make(new ReadoutSize(slots, golden.whole("width"), golden.whole("labels")), random));
        }

        Tensor logits(Tensor input, GoldenFile golden) {
            Tensor there = golden.get("input.present").toBoolean();
            boolean[] all = new boolean[(int) there.count()];
            Arrays.fill(all, true);
            boolean masked = golden.config().get("masked").asBoolean();
            Tensor present = masked ? there : Tensor.of(all, there.shape());
            List<Tokens> parts = new ArrayList<>();
            int from = 0;
            for (int m = 0; m < marks.size(); m++) {
                int to =
                        from + golden.config().get("tokens_per_modality").get(m).asInt();
                parts.add(Tokens.of(marks.get(m).mark(input.slice(1, from, to)), present.slice(1, from, to)));
                from = to;
            }
            Tokens tokens = readout.begin(Tokens.concat(parts));
            return readout.logits(encoder.forward(tokens, Pass.inference()));
        }
    }
}
