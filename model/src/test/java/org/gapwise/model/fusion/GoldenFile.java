package org.gapwise.model.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gapwise.core.file.Json;
import org.gapwise.nn.Safetensors;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Assumptions;

/** Numbers from an implementation that nobody here wrote. */
record GoldenFile(JsonNode config, Map<String, Tensor> tensors) {

    static List<Path> all(String kind) throws IOException {
        Path folder =
                Path.of(Optional.ofNullable(System.getenv("GAPWISE_SHARED")).orElse("../../shared"), "golden");
        boolean there = Files.isDirectory(folder);
        if (!there) {
            System.err.println("SKIPPED: no golden numbers at " + folder.toAbsolutePath() + "; set GAPWISE_SHARED");
        }
        Assumptions.assumeTrue(there, "no golden numbers at " + folder.toAbsolutePath());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches(kind + "-.*\\.safetensors"))
                    .sorted()
                    .toList();
        }
    }

    static GoldenFile read(Path file) throws IOException {
        try (Safetensors stored = Safetensors.open(file)) {
            return new GoldenFile(Json.parse(stored.metadata().getOrDefault("config", "{}")), stored.tensors());
        }
    }

    Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the golden file has no " + name + ", only " + tensors.keySet());
        }
        return tensor;
    }

    int whole(String key) {
        return config.get(key).asInt();
    }

    BlockSize size() {
        return new BlockSize(whole("width"), whole("heads"), whole("feed_forward"), 0);
    }

    ReadoutForm readout() {
        return switch (config.get("read_out").asText()) {
            case "cat" -> ReadoutForm.RELEASED;
            case "mean" -> ReadoutForm.MEAN;
            case "clstoken" -> ReadoutForm.SUMMARY;
            default -> throw new IllegalArgumentException("read-out " + config.get("read_out"));
        };
    }

    /** Ours under our names, from tensors under the authors' names, {@code kind} being weight or grad. */
    void encoder(String kind, Map<String, Tensor> ours) {
        for (int l = 0; l < whole("layers"); l++) {
            String from = kind + ".encoder." + l + ".";
            String to = "encoder.blocks." + l + ".";
            ours.put(
                    to + "attention.qkv.weight",
                    Tensor.concat(
                            List.of(
                                    get(from + "attn.linear_q.weight"),
                                    get(from + "attn.linear_k.weight"),
                                    get(from + "attn.linear_v.weight")),
                            0));
            ours.put(to + "attention.output.weight", get(from + "attn.linear_o.weight"));
            for (String part : List.of("weight", "bias")) {
                ours.put(to + "norm1." + part, get(from + "layer_norm_1." + part));
                ours.put(to + "norm2." + part, get(from + "layer_norm_2." + part));
                ours.put(to + "feed_forward.up." + part, get(from + "ff.0." + part));
                ours.put(to + "feed_forward.down." + part, get(from + "ff.3." + part));
            }
        }
        for (String part : List.of("weight", "bias")) {
            ours.put("encoder.norm." + part, get(kind + ".norm." + part));
            ours.put("readout.head." + part, get(kind + ".classifier.0." + part));
        }
        if (readout() == ReadoutForm.SUMMARY) {
            ours.put("readout.summary", get(kind + ".cls_token"));
        }
    }
}
