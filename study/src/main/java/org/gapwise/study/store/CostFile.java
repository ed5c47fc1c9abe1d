package org.gapwise.study.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gapwise.core.file.Json;
import org.gapwise.evaluate.study.Answers;

/** What a predictor cost, beside its answers. */
final class CostFile {

    private CostFile() {}

    static void write(Path file, Answers.Cost cost) {
        ObjectNode root = Json.object();
        root.put("parameters", cost.parameters());
        root.put("train_seconds", cost.trainSeconds());
        root.put("case_milliseconds", cost.caseMillis());
        cost.peakMegabytes().ifPresent(peak -> root.put("peak_megabytes", peak));
        Json.write(file, root);
    }

    static Optional<Answers.Cost> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = Json.read(file);
            JsonNode peak = root.path("peak_megabytes");
            return Optional.of(new Answers.Cost(
                    root.path("parameters").asLong(),
                    root.path("train_seconds").asDouble(),
                    root.path("case_milliseconds").asDouble(),
                    peak.isNumber() ? OptionalDouble.of(peak.asDouble()) : OptionalDouble.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }
}
