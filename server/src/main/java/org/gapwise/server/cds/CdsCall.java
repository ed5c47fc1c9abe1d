package org.gapwise.server.cds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.DataException;
import org.gapwise.core.Problems;
import org.gapwise.core.file.Json;
import org.gapwise.server.http.Refusal;

/**
 * A call of a service. Its {@code fhirServer} and {@code fhirAuthorization} are not looked at.
 *
 * @param patient id in the context
 * @param bundle all that was sent along, as one Bundle
 */
record CdsCall(String patient, byte[] bundle) {

    static final String HOOK = "patient-view";
    static final String PATIENT = "patient";

    private static final int PRECONDITION_FAILED = 412;
    private static final String TYPE = "resourceType";

    /** Reads it; one without what the service needs is a {@link Refusal} with 412, as CDS Hooks wants it. */
    static CdsCall read(JsonNode tree) {
        Problems problems = new Problems();
        text(tree, "hookInstance", "Send a UUID.", problems);
        text(tree.path("context"), "patientId", "Send the id of the patient.", problems);
        if (!tree.path("hook").asText("").equals(HOOK)) {
            problems.add("the service is for another hook.", "\"hook\"", "Call it for " + HOOK + ".");
        }
        problems.throwIfAny(DataException::new);
        JsonNode prefetch = tree.path("prefetch");
        if (!prefetch.path(PATIENT).path(TYPE).asText("").equals("Patient")) {
            throw new Refusal(
                    PRECONDITION_FAILED,
                    "the patient was not sent along, and this service fetches nothing.",
                    "\"prefetch\", \"patient\"",
                    "Send what the prefetch templates of GET /cds-services ask for.");
        }
        List<JsonNode> links = new ArrayList<>();
        ObjectNode bundle = Json.object().put(TYPE, "Bundle").put("type", "collection");
        ArrayNode entries = bundle.putArray("entry");
        prefetch.forEach(value -> add(value, entries, links));
        bundle.putArray("link").addAll(links);
        return new CdsCall(
                tree.path("context").path("patientId").asText(),
                Json.line(bundle).getBytes(StandardCharsets.UTF_8));
    }

    private static void text(JsonNode holder, String name, String fix, Problems problems) {
        if (!holder.path(name).isTextual() || holder.path(name).textValue().isBlank()) {
            problems.add("a text is missing.", "\"" + name + "\"", fix);
        }
    }

    /** A resource is one entry, a Bundle as many as it has; null, and what is neither, is nothing. */
    private static void add(JsonNode value, ArrayNode entries, List<JsonNode> links) {
        if (value.path(TYPE).asText("").equals("Bundle")) {
            value.path("entry").forEach(entries::add);
            value.path("link").forEach(links::add);
        } else if (value.isObject()) {
            entries.addObject().set("resource", value);
        }
    }
}
