package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A code and the system that it is of; the system is empty when none is named. */
record Coding(String system, String code) {

    /** Of a CodeableConcept. */
    static List<Coding> of(JsonNode concept) {
        List<Coding> codings = new ArrayList<>();
        concept.path("coding").forEach(coding -> codings.addAll(single(coding)));
        return codings;
    }

    /** Of a Coding, as Encounter.class and a series' modality are. */
    static List<Coding> single(JsonNode coding) {
        return FhirJson.text(coding.path("code")).stream()
                .map(code -> new Coding(FhirJson.text(coding.path("system")).orElse(""), code))
                .toList();
    }

    /** Of a list of CodeableConcepts. */
    static List<Coding> all(JsonNode concepts) {
        List<Coding> codings = new ArrayList<>();
        concepts.forEach(concept -> codings.addAll(of(concept)));
        return codings;
    }

    /** Whether a plan means this: {@code system|code}, or a code of whatever system. */
    boolean isOneOf(List<String> wanted) {
        return wanted.contains(code) || wanted.contains(system + "|" + code);
    }

    static boolean any(List<Coding> codings, List<String> wanted) {
        return codings.stream().anyMatch(coding -> coding.isOneOf(wanted));
    }
}
