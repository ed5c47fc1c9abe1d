package org.gapwise.core.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.file.Json;

/**
 * A line of a prediction log.
 *
 * @param number from 1 without a gap
 * @param previous SHA-256 of the line before, without its line feed; zeros in the first
 * @param time in UTC, to the hour
 */
public record Link(long number, String previous, String time, Entry entry) {

    /** What stands in place of a hash where there is no line before. */
    static final String START = "0".repeat(64);

    String text() {
        ObjectNode line = Json.object();
        line.put("n", number).put("previous", previous).put("time", time);
        if (entry instanceof Entry.Opened opened) {
            model(line.put("kind", "model"), opened.model());
            line.set("modalities", Json.tree(opened.modalities()));
            opened.reference().ifPresent(census -> line.set("reference", Json.tree(census)));
        } else if (entry instanceof Entry.Answered answered) {
            model(line.put("kind", "answer"), answered.model());
            line.set("inputs", Json.tree(answered.inputs()));
            line.set("outputs", Json.tree(answered.outputs()));
        } else if (entry instanceof Entry.Lost lost) {
            line.put("kind", "lost").put("lines", lost.lines());
        }
        return Json.line(line);
    }

    private static void model(ObjectNode line, ModelId model) {
        line.put("model", model.name()).put("version", model.version()).put("digest", model.digest());
    }

    static Link parse(String text) throws JsonProcessingException {
        JsonNode line = Json.parse(text);
        Entry entry =
                switch (line.path("kind").asText()) {
                    case "model" ->
                        new Entry.Opened(
                                model(line),
                                modalities(line.path("modalities")),
                                line.has("reference")
                                        ? Optional.of(Json.bind(line.path("reference"), Census.class))
                                        : Optional.empty());
                    case "answer" -> new Entry.Answered(model(line), bins(line), outputs(line));
                    case "lost" -> new Entry.Lost(line.path("lines").asLong());
                    default -> throw new IllegalArgumentException("no such kind of line");
                };
        return new Link(
                line.path("n").asLong(),
                line.path("previous").asText(),
                line.path("time").asText(),
                entry);
    }

    private static ModelId model(JsonNode line) {
        return new ModelId(
                line.path("model").asText(),
                line.path("version").asText(),
                line.path("digest").asText());
    }

    private static Map<String, List<String>> modalities(JsonNode tree) throws JsonProcessingException {
        Map<String, List<String>> modalities = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : tree.properties()) {
            modalities.put(each.getKey(), List.of(Json.bind(each.getValue(), String[].class)));
        }
        return modalities;
    }

    private static Map<String, Integer> bins(JsonNode line) {
        Map<String, Integer> bins = new LinkedHashMap<>();
        line.path("inputs")
                .properties()
                .forEach(each -> bins.put(each.getKey(), each.getValue().asInt()));
        return bins;
    }

    private static Map<String, Double> outputs(JsonNode line) {
        Map<String, Double> outputs = new LinkedHashMap<>();
        line.path("outputs")
                .properties()
                .forEach(each -> outputs.put(each.getKey(), each.getValue().asDouble()));
        return outputs;
    }
}
