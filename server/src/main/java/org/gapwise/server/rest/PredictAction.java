package org.gapwise.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.DataException;
import org.gapwise.core.Problems;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.PredictionJson;
import org.gapwise.server.fhir.AnswerBundle;
import org.gapwise.server.fhir.Bedside;
import org.gapwise.server.fhir.FhirOutcome;
import org.gapwise.server.http.HttpRequest;
import org.gapwise.server.http.HttpResponse;
import org.gapwise.server.http.Refusal;
import org.gapwise.server.model.Lease;
import org.gapwise.server.model.Served;

/** Answers {@code POST /v1/predict}: one case, or a list of cases. */
final class PredictAction {

    private static final int NOT_ACCEPTABLE = 406;
    private static final int BAD_REQUEST = 400;
    private static final int MOST_CASES = 1000;

    private final Lookup lookup;

    PredictAction(Lookup lookup) {
        this.lookup = lookup;
    }

    HttpResponse answer(HttpRequest request) {
        if (onlyFhir(request) && !request.mediaType().equals(FhirOutcome.TYPE)) {
            throw new Refusal(
                    NOT_ACCEPTABLE,
                    "only a question in FHIR is answered in FHIR.",
                    "header Accept",
                    "Send a Bundle as application/fhir+json, or accept application/json.");
        }
        try (Lease lease = lookup.borrow(request)) {
            return switch (request.mediaType()) {
                case "application/json" -> json(lease.model(), RequestJson.read(request.body()));
                case "multipart/form-data" -> one(lease.model(), CaseBody.parts(lease.model(), request));
                case FhirOutcome.TYPE -> fhir(lease.model(), request);
                default ->
                    throw CaseBody.unsupported(
                            "application/json, multipart/form-data when there are pictures, or application/fhir+json.");
            };
        }
    }

    private static boolean onlyFhir(HttpRequest request) {
        return request.accepts(FhirOutcome.TYPE) && !request.accepts("application/json") && !request.accepts("*/*");
    }

    private static HttpResponse fhir(Served model, HttpRequest request) {
        Bedside bedside = Bedside.ask(model, request.body(), "the Bundle");
        if (request.accepts(FhirOutcome.TYPE)) {
            return AnswerBundle.write(bedside);
        }
        ObjectNode answer = head(model);
        PredictionJson.write(bedside.prediction(), answer);
        answer.set("basis", Json.tree(bedside.basis()));
        answer.set("remarks", Json.tree(bedside.chart().remarks()));
        return HttpResponse.json(answer);
    }

    private static ObjectNode head(Served model) {
        return Json.object()
                .put("model", model.name().name())
                .put("version", model.name().version());
    }

    private static HttpResponse one(Served model, CaseBody body) {
        return HttpResponse.json(
                answered(model, List.of(body.one()), List.of(body.tree())).get(0));
    }

    private static HttpResponse json(Served model, JsonNode tree) {
        if (!tree.isArray()) {
            return one(model, CaseBody.of(model, tree, Map.of()));
        }
        if (tree.isEmpty() || tree.size() > MOST_CASES) {
            throw new Refusal(
                    BAD_REQUEST,
                    "a list holds 1 to " + MOST_CASES + " cases.",
                    CaseBody.WHERE,
                    "Send several requests.");
        }
        Problems problems = new Problems();
        List<Case> cases = new ArrayList<>();
        List<JsonNode> trees = new ArrayList<>();
        for (JsonNode each : tree) {
            String where = CaseBody.WHERE + ", case " + (cases.size() + 1);
            cases.add(new CaseReader(model.schema(), model.pictures(), where, problems).read(each, Map.of()));
            trees.add(each);
        }
        problems.throwIfAny(DataException::new);
        ArrayNode predictions = Json.object().putArray("predictions");
        answered(model, cases, trees).forEach(predictions::add);
        return HttpResponse.json(Map.of("predictions", predictions));
    }

    private static List<ObjectNode> answered(Served model, List<Case> cases, List<JsonNode> trees) {
        List<ObjectNode> answers = new ArrayList<>();
        for (Prediction prediction : model.predict(cases)) {
            ObjectNode answer = head(model);
            String key = model.schema().caseKey();
            Optional.ofNullable(trees.get(answers.size()).get(key))
                    .filter(JsonNode::isValueNode)
                    .ifPresent(given -> answer.set("case", given));
            answers.add(PredictionJson.write(prediction, answer));
        }
        return answers;
    }
}
