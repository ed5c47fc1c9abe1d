package org.gapwise.server.oip;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Prediction;
import org.gapwise.server.http.HttpResponse;
import org.gapwise.server.http.Refusal;
import org.gapwise.server.model.Served;

/** The answer to a request to infer: a tensor of probabilities a target, and one of warnings, as JSON lists in texts. */
final class InferResponse {

    /** The output that is about no target. */
    static final String WARNINGS = "gapwise.warnings";

    private static final int BAD_REQUEST = 400;

    private final Served model;
    private final InferRequest request;
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

    InferResponse(Served model, InferRequest request) {
        this.model = model;
        this.request = request;
    }

    static List<String> outputs(Served model) {
        List<String> names = new ArrayList<>(model.schema().targetNames());
        names.add(WARNINGS);
        return names;
    }

    /** Names of the outputs that are wanted; one there is none of is a {@link Refusal}. */
    List<String> wanted() {
        List<String> all = outputs(model);
        List<String> wanted = request.wanted();
        for (String name : wanted) {
            if (!all.contains(name)) {
                throw new Refusal(
                        BAD_REQUEST,
                        "the model has no such output.",
                        "\"outputs\"",
                        "It has " + String.join(", ", all) + ".");
            }
        }
        return wanted.isEmpty() ? all : wanted;
    }

    HttpResponse write(List<Prediction> predictions) {
        ObjectNode head = Json.object();
        head.put("model_name", model.name().name())
                .put("model_version", model.name().version());
        request.id().ifPresent(id -> head.set("id", id));
        ArrayNode outputs = head.putArray("outputs");
        for (String name : wanted()) {
            ObjectNode output = outputs.addObject();
            output.put("name", name).put("datatype", name.equals(WARNINGS) ? "BYTES" : "FP64");
            output.putArray("shape").add(predictions.size());
            if (request.binary(name)) {
                int before = binary.size();
                predictions.forEach(prediction -> binary.writeBytes(bytes(prediction, name)));
                output.putObject("parameters").put("binary_data_size", binary.size() - before);
            } else {
                ArrayNode data = output.putArray("data");
                predictions.forEach(prediction -> {
                    if (name.equals(WARNINGS)) {
                        data.add(Json.line(prediction.warnings()));
                    } else {
                        data.add(prediction.probability(name));
                    }
                });
            }
        }
        return binary.size() == 0 ? HttpResponse.json(head) : binary(head);
    }

    private HttpResponse binary(ObjectNode head) {
        byte[] json = Json.line(head).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json);
        body.writeBytes(binary.toByteArray());
        return new HttpResponse(
                HttpResponse.OK,
                "application/octet-stream",
                body.toByteArray(),
                Map.of(InferRequest.HEADER_LENGTH, String.valueOf(json.length)));
    }

    private static byte[] bytes(Prediction prediction, String name) {
        if (!name.equals(WARNINGS)) {
            return ByteBuffer.allocate(Double.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(prediction.probability(name))
                    .array();
        }
        byte[] text = Json.line(prediction.warnings()).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(text.length)
                .put(text)
                .array();
    }
}
