package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource, cut down to what a case can need, with references that are keys.
 *
 * @param patient key of the patient that it is about; of a Patient its own
 * @param key {@code Type/id}; of an Observation without an id the place where it stands
 */
record Resource(String type, String key, String patient, JsonNode tree, Place place) {

    static final String PATIENT = "Patient";
    static final String ENCOUNTER = "Encounter";
    static final String STUDY = "ImagingStudy";
    static final String OBSERVATION = "Observation";
    static final String REPORT = "DiagnosticReport";

    private static final Map<String, List<String>> KEPT = Map.of(
            PATIENT, List.of("birthDate", "gender", "extension"),
            ENCOUNTER, List.of("status", "class", "type", "serviceType", "period"),
            STUDY, List.of("status", "started", "identifier", "modality", "encounter", "basedOn", "series"),
            REPORT, List.of("status", "encounter", "imagingStudy", "result", "conclusionCode", "issued"),
            OBSERVATION,
                    List.of(
                            "status",
                            "code",
                            "encounter",
                            "partOf",
                            "derivedFrom",
                            "effectiveDateTime",
                            "effectiveInstant",
                            "effectivePeriod",
                            "issued",
                            "valueQuantity",
                            "valueInteger",
                            "valueString",
                            "valueCodeableConcept",
                            "valueBoolean",
                            "dataAbsentReason",
                            "component"));

    private static final List<String> REFERENCES =
            List.of("encounter", "basedOn", "imagingStudy", "result", "partOf", "derivedFrom");

    /** What became of a resource. */
    sealed interface Kept permits Whole, Dropped {}

    /** One that a case can need. */
    record Whole(Resource resource) implements Kept {}

    /** One that it cannot, and what that is called when it should have been of use. */
    record Dropped(Optional<String> reason) implements Kept {}

    static boolean isRead(String type) {
        return KEPT.containsKey(type);
    }

    /** Cuts down; an Observation that no feature and no target is made of is of no use. */
    static Kept of(JsonNode tree, String fullUrl, References references, Interest interest, Place place) {
        String type = FhirJson.text(tree.path("resourceType")).orElse("");
        List<String> fields = KEPT.get(type);
        if (fields == null || type.equals(OBSERVATION) && !interest.wants(tree)) {
            return new Dropped(Optional.empty());
        }
        Optional<String> key = References.key(tree, fullUrl);
        if (key.isEmpty() && !type.equals(OBSERVATION)) {
            return new Dropped(Optional.of(type + " without an id"));
        }
        Optional<String> patient = type.equals(PATIENT) ? key : references.key(tree.path("subject"));
        if (patient.isEmpty()) {
            return new Dropped(Optional.of(type + " that names no patient"));
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        FhirJson.text(tree.path("meta").path("lastUpdated")).ifPresent(at -> kept.put("lastUpdated", at));
        for (String field : fields) {
            JsonNode value = tree.path(field);
            if (!value.isMissingNode()) {
                kept.set(field, REFERENCES.contains(field) ? keys(value, references) : kept(field, value));
            }
        }
        String name = key.orElse("#" + place.file() + ":" + place.line());
        return new Whole(new Resource(type, name, patient.get(), kept, place));
    }

    /** Extensions may say anything about anybody; one of them is read. */
    private static JsonNode kept(String field, JsonNode value) {
        if (!field.equals("extension")) {
            return value;
        }
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        value.forEach(one -> FhirJson.text(one.path("url"))
                .filter(url -> url.startsWith(Person.CORE))
                .ifPresent(url -> kept.add(one)));
        return kept;
    }

    private static ArrayNode keys(JsonNode value, References references) {
        ArrayNode keys = JsonNodeFactory.instance.arrayNode();
        (value.isArray() ? value : List.of(value))
                .forEach(one -> references.key(one).ifPresent(keys::add));
        return keys;
    }

    /** Keys of what a field refers to. */
    List<String> keys(String field) {
        List<String> keys = new ArrayList<>();
        tree.path(field).forEach(key -> keys.add(key.asText()));
        return keys;
    }

    /** The status, or a blank. */
    String status() {
        return FhirJson.text(tree.path("status")).orElse("");
    }
}
