package org.gapwise.server.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Holds a Bundle against FHIR R4: which elements there are, how many of each, of what type, what may be referred to, and
 * that what is referred to within the Bundle is in it. From http://hl7.org/fhir/R4, for the elements that are written.
 */
final class R4Shape {

    /** Element, how many (1, ? or *), type, and for codes and references which. */
    private static final String ELEMENTS = """
        Bundle.type 1 code document|message|transaction|batch|history|searchset|collection
        Bundle.entry * Entry
        Entry.fullUrl ? uri
        Entry.resource ? Resource
        RiskAssessment.contained * Resource
        RiskAssessment.status 1 code registered|preliminary|final|amended
        RiskAssessment.subject 1 Reference Patient|Group
        RiskAssessment.occurrenceDateTime ? dateTime
        RiskAssessment.performer ? Reference Practitioner|PractitionerRole|Device
        RiskAssessment.basis * Reference Any
        RiskAssessment.prediction * Prediction
        RiskAssessment.note * Annotation
        Prediction.outcome ? CodeableConcept
        Prediction.probabilityDecimal ? decimal
        Prediction.qualitativeRisk ? CodeableConcept
        Prediction.rationale ? string
        DiagnosticReport.basedOn * Reference CarePlan|ImmunizationRecommendation|MedicationRequest|NutritionOrder|ServiceRequest
        DiagnosticReport.status 1 code registered|partial|preliminary|final|amended|corrected|appended|cancelled
        DiagnosticReport.code 1 CodeableConcept
        DiagnosticReport.subject ? Reference Patient|Group|Device|Location
        DiagnosticReport.encounter ? Reference Encounter
        DiagnosticReport.effectiveDateTime ? dateTime
        DiagnosticReport.result * Reference Observation
        DiagnosticReport.imagingStudy * Reference ImagingStudy
        DiagnosticReport.media * ReportMedia
        DiagnosticReport.conclusion ? string
        ReportMedia.link 1 Reference Media
        Observation.status 1 code registered|preliminary|final|amended|corrected|cancelled|entered-in-error
        Observation.code 1 CodeableConcept
        Observation.subject ? Reference Patient|Group|Device|Location
        Observation.encounter ? Reference Encounter
        Observation.effectiveDateTime ? dateTime
        Observation.valueQuantity ? Quantity
        Observation.interpretation * CodeableConcept
        Observation.note * Annotation
        Observation.method ? CodeableConcept
        Observation.device ? Reference Device|DeviceMetric
        Observation.derivedFrom * Reference DocumentReference|ImagingStudy|Media|QuestionnaireResponse|Observation
        Device.deviceName * DeviceName
        Device.version * DeviceVersion
        DeviceName.name 1 string
        DeviceName.type 1 code udi-label-name|user-friendly-name|patient-reported-name|manufacturer-name|model-name|other
        DeviceVersion.type ? CodeableConcept
        DeviceVersion.value 1 string
        CodeableConcept.text ? string
        Annotation.text 1 string
        Quantity.value ? decimal
        Quantity.unit ? string
        Quantity.system ? uri
        Quantity.code ? code %
        """;

    private static final Map<String, Pattern> PRIMITIVES = Map.of(
            "code", Pattern.compile("[^\\s]+( [^\\s]+)*"),
            "string", Pattern.compile("(?s)\\S|\\S.*\\S"),
            "uri", Pattern.compile("\\S+"),
            "dateTime", Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)"),
            "decimal", Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?"));

    private record Element(String name, String count, String type, Set<String> allowed) {}

    private final Map<String, Map<String, Element>> types = new LinkedHashMap<>();
    private final Map<String, String> named = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    private R4Shape() {
        ELEMENTS.lines().forEach(line -> {
            String[] words = line.split(" ");
            String[] name = words[0].split("\\.");
            Set<String> allowed = words.length > 3 ? Set.of(words[3].split("\\|")) : Set.of();
            types.computeIfAbsent(name[0], type -> new LinkedHashMap<>())
                    .put(name[1], new Element(name[1], words[1], words[2], allowed));
        });
    }

    /** What is wrong with a Bundle, place by place. */
    static List<String> faults(JsonNode bundle) {
        R4Shape shape = new R4Shape();
        for (JsonNode entry : bundle.path("entry")) {
            String type = entry.path("resource").path("resourceType").asText();
            if (shape.named.put(entry.path("fullUrl").asText(), type) != null) {
                shape.faults.add("two entries have one name");
            }
        }
        shape.resource(bundle, "");
        return shape.faults;
    }

    private void resource(JsonNode tree, String where) {
        String type = tree.path("resourceType").asText();
        tree.path("contained")
                .forEach(one -> named.put(
                        "#" + one.path("id").asText(), one.path("resourceType").asText()));
        object(tree, type, where + "/" + type, new HashSet<>(Set.of("resourceType", "id")));
        tree.path("contained").forEach(one -> named.remove("#" + one.path("id").asText()));
    }

    private void object(JsonNode tree, String type, String where, Set<String> always) {
        Map<String, Element> elements = types.getOrDefault(type, Map.of());
        if (!tree.isObject() || tree.isEmpty() || elements.isEmpty()) {
            faults.add(where + " is no " + type);
        }
        tree.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !elements.containsKey(name) && !always.contains(name))
                .forEach(name -> faults.add(where + " has no element " + name));
        for (Element element : elements.values()) {
            JsonNode value = tree.path(element.name);
            String at = where + "." + element.name;
            if (value.isMissingNode()) {
                if (element.count.equals("1")) {
                    faults.add(at + " is required");
                }
            } else if (value.isArray() != element.count.equals("*") || value.isArray() && value.isEmpty()) {
                faults.add(at + " is there the wrong number of times");
            } else {
                (value.isArray() ? value : List.of(value)).forEach(one -> value(one, element, at));
            }
        }
    }

    private void value(JsonNode value, Element element, String at) {
        Pattern primitive = PRIMITIVES.get(element.type);
        if (element.type.equals("Resource")) {
            resource(value, at);
        } else if (element.type.equals("Reference")) {
            reference(value, element, at);
        } else if (primitive == null) {
            object(value, element.type, at, Set.of());
        } else if (element.type.equals("decimal") != value.isNumber()
                || !primitive.matcher(value.asText()).matches()
                || !element.allowed.isEmpty() && !element.allowed.contains(value.asText())) {
            faults.add(at + " is no " + element.type + " that may stand there");
        }
    }

    private void reference(JsonNode value, Element element, String at) {
        String reference = value.path("reference").asText();
        int slash = reference.indexOf('/');
        String type = named.getOrDefault(reference, slash < 0 ? "" : reference.substring(0, slash));
        if (value.size() != 1
                || !element.allowed.contains("Any") && !element.allowed.contains(type)
                || reference.startsWith("urn:uuid:") && !named.containsKey(reference)) {
            faults.add(at + " refers to what it may not, or to nothing");
        }
    }
}
