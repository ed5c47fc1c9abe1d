package org.gapwise.server.oip;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Holds an answer against the Open Inference Protocol, version 2 over REST, by hand: the objects of
 * https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md and of
 * open_inference_rest.yaml beside it, with the binary tensor extension for outputs whose data follow the JSON.
 */
public final class OipSchema {

    private static final List<String> DATATYPES = List.of(
            "BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64", "FP16", "FP32", "FP64",
            "BYTES");

    private final List<String> faults = new ArrayList<>();

    private OipSchema() {}

    /**
     * What is wrong with an answer; empty when nothing is.
     *
     * @param path of the request, without its query
     */
    public static List<String> faults(String path, int status, JsonNode answer) {
        OipSchema schema = new OipSchema();
        if (!answer.isObject()) {
            return List.of("the answer is no object");
        }
        if (status != 200 && !(status == 503 && path.endsWith("/ready"))) {
            schema.need(answer, "error", JsonNode::isTextual);
        } else if (path.equals("/v2")) {
            schema.server(answer);
        } else if (path.endsWith("/infer")) {
            schema.inference(answer);
        } else if (path.startsWith("/v2/health/")) {
            schema.need(answer, path.substring("/v2/health/".length()), JsonNode::isBoolean);
        } else if (path.endsWith("/ready")) {
            schema.need(answer, "name", JsonNode::isTextual);
            schema.need(answer, "ready", JsonNode::isBoolean);
        } else {
            schema.model(answer);
        }
        return List.copyOf(schema.faults);
    }

    private void server(JsonNode answer) {
        need(answer, "name", JsonNode::isTextual);
        need(answer, "version", JsonNode::isTextual);
        need(answer, "extensions", list -> each(list, JsonNode::isTextual));
    }

    private void model(JsonNode answer) {
        need(answer, "name", JsonNode::isTextual);
        need(answer, "platform", JsonNode::isTextual);
        may(answer, "versions", list -> each(list, JsonNode::isTextual));
        for (String list : List.of("inputs", "outputs")) {
            need(answer, list, JsonNode::isArray);
            answer.path(list).forEach(tensor -> {
                named(tensor);
                need(tensor, "shape", shape -> each(shape, size -> size.isIntegralNumber() && size.longValue() >= -1));
            });
        }
    }

    private void named(JsonNode tensor) {
        need(tensor, "name", JsonNode::isTextual);
        need(tensor, "datatype", type -> DATATYPES.contains(type.textValue()));
    }

    private void inference(JsonNode answer) {
        need(answer, "model_name", JsonNode::isTextual);
        may(answer, "model_version", JsonNode::isTextual);
        may(answer, "id", JsonNode::isTextual);
        may(answer, "parameters", JsonNode::isObject);
        need(answer, "outputs", JsonNode::isArray);
        answer.path("outputs").forEach(this::output);
    }

    private void output(JsonNode output) {
        named(output);
        may(output, "parameters", JsonNode::isObject);
        need(output, "shape", shape -> each(shape, size -> size.isIntegralNumber() && size.longValue() >= 0));
        if (output.path("parameters").has("binary_data_size")) {
            need(output.path("parameters"), "binary_data_size", JsonNode::isIntegralNumber);
            return;
        }
        long elements = IntStream.range(0, output.path("shape").size())
                .mapToLong(i -> output.path("shape").path(i).longValue())
                .reduce(1, (one, other) -> one * other);
        Predicate<JsonNode> kind =
                switch (output.path("datatype").asText()) {
                    case "BOOL" -> JsonNode::isBoolean;
                    case "BYTES" -> JsonNode::isTextual;
                    case "FP16", "FP32", "FP64" -> JsonNode::isNumber;
                    default -> JsonNode::isIntegralNumber;
                };
        need(output, "data", data -> data.size() == elements && each(data, kind));
    }

    private static boolean each(JsonNode list, Predicate<JsonNode> kind) {
        return list.isArray()
                && IntStream.range(0, list.size()).mapToObj(list::get).allMatch(kind);
    }

    private void need(JsonNode holder, String name, Predicate<JsonNode> kind) {
        if (!holder.has(name)) {
            faults.add(name + " is missing");
        } else {
            may(holder, name, kind);
        }
    }

    private void may(JsonNode holder, String name, Predicate<JsonNode> kind) {
        if (holder.has(name) && !kind.test(holder.path(name))) {
            faults.add(name + " is not what the protocol says");
        }
    }
}
