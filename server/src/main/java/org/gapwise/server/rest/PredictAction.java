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
    private static final String NOTE = "note";

    private final Lookup lookup;

    /**
     * A model, and how it is asked.
     *
     * @param noted whether somebody asks about a person; else something is tried out, and nobody takes note of it
     */
    private record Asked(Served model, boolean noted) {

        static Asked of(Lease lease, HttpRequest request) {
            String word = request.query().getOrDefault(NOTE, "true");
            if (!List.of("true", "false").contains(word)) {
                throw new Refusal(BAD_REQUEST, "this is true or false.", "?note=", "Leave it out to have it noted.");
            }
            return new Asked(lease.model(), word.equals("true"));
        }

        List<Prediction> predict(List<Case> cases) {
            return noted ? model.predict(cases) : model.tryOut(cases);
        }

        /** The beginning of an answer. */
        ObjectNode head() {
            ObjectNode head = Json.object()
                    .put("model", model.name().name())
                    .put("version", model.name().version());
            return noted ? head : head.put("noted", false);
        }
    }

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
                case "application/json" -> json(Asked.of(lease, request), RequestJson.read(request.body()));
                case "multipart/form-data" -> one(Asked.of(lease, request), CaseBody.parts(lease.model(), request));
                case FhirOutcome.TYPE -> fhir(Asked.of(lease, request), request);
                default ->
                    throw CaseBody.unsupported(
                            "application/json, multipart/form-data when there are pictures, or application/fhir+json.");
            };
        }
    }

    private static boolean onlyFhir(HttpRequest request) {
        return request.accepts(FhirOutcome.TYPE) && !request.accepts("application/json") && !request.accepts("*/*");
    }

    private static HttpResponse fhir(Asked asked, HttpRequest request) {
        if (!asked.noted()) {
            throw new Refusal(
                    BAD_REQUEST, "a question in FHIR is about a patient, and noted.", "?note=", "Leave it out.");
        }
        Bedside bedside = Bedside.ask(asked.model(), request.body(), "the Bundle");
        if (request.accepts(FhirOutcome.TYPE)) {
            return AnswerBundle.write(bedside);
        }
        ObjectNode answer = asked.head();
        PredictionJson.write(bedside.prediction(), answer);
        answer.set("basis", Json.tree(bedside.basis()));
        answer.set("remarks", Json.tree(bedside.chart().remarks()));
        return HttpResponse.json(answer);
    }

    private static HttpResponse one(Asked asked, CaseBody body) {
        return HttpResponse.json(
                answered(asked, List.of(body.one()), List.of(body.tree())).get(0));
    }

    private static HttpResponse json(Asked asked, JsonNode tree) {
        Served model = asked.model();
        if (!tree.isArray()) {
            return one(asked, CaseBody.of(model, tree, Map.of()));
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
        answered(asked, cases, trees).forEach(predictions::add);
        return HttpResponse.json(Map.of("predictions", predictions));
    }

    private static List<ObjectNode> answered(Asked asked, List<Case> cases, List<JsonNode> trees) {
        List<ObjectNode> answers = new ArrayList<>();
        for (Prediction prediction : asked.predict(cases)) {
            ObjectNode answer = asked.head();
            String key = asked.model().schema().caseKey();
            Optional.ofNullable(trees.get(answers.size()).get(key))
                    .filter(JsonNode::isValueNode)
                    .ifPresent(given -> answer.set("case", given));
            answers.add(PredictionJson.write(prediction, answer));
        }
        return answers;
    }
}
