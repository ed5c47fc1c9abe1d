package org.gapwise.server.oip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.DataException;
import org.gapwise.core.Problems;
import org.gapwise.core.file.Json;
import org.gapwise.server.http.HttpRequest;
import org.gapwise.server.http.Refusal;

/**
 * A request to infer.
 *
 * @param head its JSON
 * @param inputs one a feature, picture or mask
 */
record InferRequest(JsonNode head, List<InputTensor> inputs) {

    static final String HEADER_LENGTH = "Inference-Header-Content-Length";
    private static final int BAD_REQUEST = 400;

    static InferRequest read(HttpRequest request) {
        int length = headLength(request);
        JsonNode head = json(new String(request.body(), 0, length, StandardCharsets.UTF_8));
        JsonNode list = head.path("inputs");
        if (!list.isArray()) {
            throw new Refusal(BAD_REQUEST, "there is no list of inputs.", "\"inputs\"", "Send {\"inputs\": [...]}.");
        }
        Problems problems = new Problems();
        List<InputTensor> inputs = new ArrayList<>();
        int at = length;
        for (JsonNode input : list) {
            int size = InputTensor.binarySize(input);
            if (size > request.body().length - at) {
                throw new Refusal(
                        BAD_REQUEST, "the binary data end too early.", "the request's body", "Send them all.");
            }
            ByteBuffer binary =
                    ByteBuffer.wrap(request.body(), at, size).slice().order(ByteOrder.LITTLE_ENDIAN);
            InputTensor.read(input, binary, problems).ifPresent(inputs::add);
            at += size;
        }
        if (at != request.body().length) {
            problems.add("there are bytes that belong to no input.", "the request's body", "Correct the sizes.");
        }
        problems.throwIfAny(DataException::new);
        return new InferRequest(head, inputs);
    }

    private static int headLength(HttpRequest request) {
        Optional<String> given = request.header(HEADER_LENGTH);
        if (given.isEmpty()) {
            return request.body().length;
        }
        try {
            int length = Integer.parseInt(given.get().strip());
            if (length >= 0 && length <= request.body().length) {
                return length;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new Refusal(BAD_REQUEST, "it is no length of a part of the body.", HEADER_LENGTH, "Correct it.");
    }

    private static JsonNode json(String text) {
        try {
            JsonNode tree = Json.parse(text);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // Its message may repeat what was sent.
        }
        throw new Refusal(BAD_REQUEST, "it is not a valid JSON object.", "the request's body", "Correct it.");
    }

    Optional<JsonNode> id() {
        return Optional.ofNullable(head.get("id")).filter(JsonNode::isTextual);
    }

    /** Names of the outputs that are wanted; empty means all. */
    List<String> wanted() {
        List<String> names = new ArrayList<>();
        head.path("outputs").forEach(output -> names.add(output.path("name").asText("")));
        return names;
    }

    /** Whether an output is to come as bytes. */
    boolean binary(String name) {
        for (JsonNode output : head.path("outputs")) {
            JsonNode own = output.path("parameters").path("binary_data");
            if (output.path("name").asText("").equals(name) && own.isBoolean()) {
                return own.booleanValue();
            }
        }
        return head.path("parameters").path("binary_data_output").asBoolean(false);
    }
}
