package org.gapwise.server.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.DataException;
import org.gapwise.core.Problems;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.PredictionJson;
import org.gapwise.server.http.HttpRequest;
import org.gapwise.server.http.HttpResponse;
import org.gapwise.server.http.Refusal;
import org.gapwise.server.model.Lease;
import org.gapwise.server.model.Served;

/** Answers {@code POST /v1/predict}: one case, or a list of cases. */
final class PredictAction {

    private static final int UNSUPPORTED = 415;
    private static final int BAD_REQUEST = 400;
    private static final int MOST_CASES = 1000;
    private static final String BODY = "the request's body";
    private static final String CASE_PART = "case";

    private final Lookup lookup;

    PredictAction(Lookup lookup) {
        this.lookup = lookup;
    }

    HttpResponse answer(HttpRequest request) {
        try (Lease lease = lookup.borrow(request)) {
            return switch (request.mediaType()) {
                case "application/json" -> json(lease.model(), tree(request.body()));
                case "multipart/form-data" -> multipart(lease.model(), request);
                default ->
                    throw new Refusal(
                            UNSUPPORTED,
                            "this kind of body is not read here.",
                            "header Content-Type",
                            "Send application/json, or multipart/form-data when there are pictures.");
            };
        }
    }

    private static HttpResponse json(Served model, JsonNode tree) {
        Problems problems = new Problems();
        if (!tree.isArray()) {
            Case one = new CaseReader(model.schema(), model.pictures(), BODY, problems).read(tree, Map.of());
            problems.throwIfAny(DataException::new);
            return HttpResponse.json(
                    answered(model, List.of(one), List.of(tree)).get(0));
        }
        if (tree.isEmpty() || tree.size() > MOST_CASES) {
            throw new Refusal(
                    BAD_REQUEST, "a list holds 1 to " + MOST_CASES + " cases.", BODY, "Send several requests.");
        }
        List<Case> cases = new ArrayList<>();
        List<JsonNode> trees = new ArrayList<>();
        for (JsonNode each : tree) {
            String where = BODY + ", case " + (cases.size() + 1);
            cases.add(new CaseReader(model.schema(), model.pictures(), where, problems).read(each, Map.of()));
            trees.add(each);
        }
        problems.throwIfAny(DataException::new);
        ArrayNode predictions = Json.object().putArray("predictions");
        answered(model, cases, trees).forEach(predictions::add);
        return HttpResponse.json(Map.of("predictions", predictions));
    }

    private static HttpResponse multipart(Served model, HttpRequest request) {
        JsonNode tree = Json.object();
        Map<String, byte[]> files = new LinkedHashMap<>();
        boolean seen = false;
        for (Multipart part : Multipart.parts(request.header("content-type").orElse(""), request.body())) {
            if (part.name().equals(CASE_PART) && !isImage(model, CASE_PART)) {
                twice(seen, CASE_PART);
                seen = true;
                tree = tree(part.content());
            } else {
                twice(files.put(part.name(), part.content()) != null, part.name());
            }
        }
        Problems problems = new Problems();
        Case one = new CaseReader(model.schema(), model.pictures(), BODY, problems).read(tree, files);
        problems.throwIfAny(DataException::new);
        return HttpResponse.json(answered(model, List.of(one), List.of(tree)).get(0));
    }

    private static void twice(boolean seen, String name) {
        if (seen) {
            throw new Refusal(BAD_REQUEST, "a part is there twice.", "part \"" + name + "\"", "Send it once.");
        }
    }

    private static boolean isImage(Served model, String name) {
        return model.schema().images().stream().anyMatch(image -> image.name().equals(name));
    }

    private static List<ObjectNode> answered(Served model, List<Case> cases, List<JsonNode> trees) {
        List<ObjectNode> answers = new ArrayList<>();
        for (Prediction prediction : model.predict(cases)) {
            ObjectNode answer = Json.object();
            answer.put("model", model.name().name()).put("version", model.name().version());
            String key = model.schema().caseKey();
            Optional.ofNullable(trees.get(answers.size()).get(key))
                    .filter(JsonNode::isValueNode)
                    .ifPresent(given -> answer.set("case", given));
            answers.add(PredictionJson.write(prediction, answer));
        }
        return answers;
    }

    private static JsonNode tree(byte[] body) {
        try {
            return Json.parse(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            // Its message may repeat what was sent; its place does not.
            String at = e.getLocation() == null
                    ? ""
                    : ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new Refusal(BAD_REQUEST, "it is not valid JSON.", BODY + at, "Correct it.");
        }
    }
}
