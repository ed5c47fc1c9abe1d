package org.gapwise.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gapwise.core.DataException;
import org.gapwise.core.Problems;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.file.Json;
import org.gapwise.server.http.HttpRequest;
import org.gapwise.server.http.Refusal;
import org.gapwise.server.model.Served;

/**
 * One case in the body of a request.
 *
 * @param tree its JSON as it was sent
 */
record CaseBody(Case one, JsonNode tree) {

    static final String WHERE = "the request's body";

    private static final int BAD_REQUEST = 400;
    private static final int UNSUPPORTED = 415;
    private static final String CASE_PART = "case";

    /** Reads a JSON object, or one with pictures beside it as multipart/form-data. */
    static CaseBody read(Served model, HttpRequest request) {
        return switch (request.mediaType()) {
            case "application/json" -> of(model, RequestJson.read(request.body()), Map.of());
            case "multipart/form-data" -> parts(model, request);
            default -> throw unsupported("application/json, or multipart/form-data when there are pictures.");
        };
    }

    static CaseBody of(Served model, JsonNode tree, Map<String, byte[]> files) {
        Problems problems = new Problems();
        Case one = new CaseReader(model.schema(), model.pictures(), WHERE, problems).read(tree, files);
        problems.throwIfAny(DataException::new);
        return new CaseBody(one, tree);
    }

    static CaseBody parts(Served model, HttpRequest request) {
        JsonNode tree = Json.object();
        Map<String, byte[]> files = new LinkedHashMap<>();
        boolean seen = false;
        for (Multipart part : Multipart.parts(request.header("content-type").orElse(""), request.body())) {
            if (part.name().equals(CASE_PART) && !isImage(model, CASE_PART)) {
                twice(seen, CASE_PART);
                seen = true;
                tree = RequestJson.read(part.content());
            } else {
                twice(files.put(part.name(), part.content()) != null, part.name());
            }
        }
        return of(model, tree, files);
    }

    /** @param wanted what can be sent instead */
    static Refusal unsupported(String wanted) {
        return new Refusal(UNSUPPORTED, "this kind of body is not read here.", "header Content-Type", "Send " + wanted);
    }

    private static void twice(boolean seen, String name) {
        if (seen) {
            throw new Refusal(BAD_REQUEST, "a part is there twice.", "part \"" + name + "\"", "Send it once.");
        }
    }

    private static boolean isImage(Served model, String name) {
        return model.schema().images().stream().anyMatch(image -> image.name().equals(name));
    }
}
