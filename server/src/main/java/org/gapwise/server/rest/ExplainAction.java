package org.gapwise.server.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.toml.Spelling;
import org.gapwise.server.http.HttpRequest;
import org.gapwise.server.http.HttpResponse;
import org.gapwise.server.http.Refusal;
import org.gapwise.server.model.Explainer;
import org.gapwise.server.model.Lease;
import org.gapwise.server.model.Served;

/** Answers {@code POST /v1/explain?part=shares&target=NAME}: one part about one target of one case. */
final class ExplainAction {

    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;

    private final Lookup lookup;

    ExplainAction(Lookup lookup) {
        this.lookup = lookup;
    }

    HttpResponse answer(HttpRequest request) {
        try (Lease lease = lookup.borrow(request)) {
            Served model = lease.model();
            Explainer.Part part =
                    part(model, Optional.ofNullable(request.query().get("part")));
            Optional<String> target = target(model, request);
            Case one = CaseBody.read(model, request).one();
            ObjectNode answer = Json.object()
                    .put("model", model.name().name())
                    .put("version", model.name().version())
                    .put("part", word(part));
            String about = target.orElseGet(() -> mostProbable(model, one));
            answer.put("target", about);
            return HttpResponse.json(answer.setAll(model.explainer().explain(one, about, part)));
        }
    }

    static String word(Explainer.Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    /** What a model can be asked for, as words, in the order of the parts. */
    static List<String> words(Served model) {
        return model.explainer().parts().stream()
                .sorted()
                .map(ExplainAction::word)
                .toList();
    }

    private static Explainer.Part part(Served model, Optional<String> word) {
        String wanted = word.orElse(word(Explainer.Part.SHARES));
        for (Explainer.Part part : Explainer.Part.values()) {
            if (word(part).equals(wanted)) {
                if (!model.explainer().parts().contains(part)) {
                    throw new Refusal(
                            UNPROCESSABLE,
                            "this needs the training table, which the server does not have.",
                            "?part=",
                            "Start the server with --training SCHEMA, or ask for " + String.join(", ", words(model))
                                    + ".");
                }
                return part;
            }
        }
        throw new Refusal(
                BAD_REQUEST, "there is no such part.", "?part=", "Ask for " + String.join(", ", words(model)) + ".");
    }

    private static Optional<String> target(Served model, HttpRequest request) {
        Optional<String> target = Optional.ofNullable(request.query().get("target"));
        List<String> known = model.schema().targetNames();
        target.filter(name -> !known.contains(name)).ifPresent(name -> {
            String hint = Spelling.didYouMean(name, known);
            throw new Refusal(
                    BAD_REQUEST,
                    "the model has no such target.",
                    "?target=",
                    hint.isEmpty() ? "It knows " + String.join(", ", known) + "." : hint);
        });
        return target;
    }

    private static String mostProbable(Served model, Case one) {
        // An explanation is no second answer.
        Prediction prediction = model.tryOut(List.of(one)).get(0);
        return model.schema().targetNames().stream()
                .max(Comparator.comparingDouble(prediction::probability))
                .orElseThrow();
    }
}
