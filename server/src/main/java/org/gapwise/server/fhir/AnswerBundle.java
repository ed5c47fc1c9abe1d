package org.gapwise.server.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.gapwise.core.file.Json;
import org.gapwise.server.http.HttpResponse;

/**
 * An answer as a Bundle of FHIR R4: a RiskAssessment that stands by itself, then the same as a DiagnosticReport with an
 * Observation a target and the model as their Device. The same question gets the same bytes and the same names.
 */
public final class AnswerBundle {

    private final String fingerprint;
    private final ObjectNode bundle =
            Json.object().put("resourceType", "Bundle").put("type", "collection");
    private final ArrayNode entries = bundle.putArray("entry");

    private AnswerBundle(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    public static HttpResponse write(Bedside bedside) {
        AnswerBundle answer = new AnswerBundle(bedside.model().fingerprint());
        answer.add(Risk.of(bedside));
        Findings findings = new Findings(bedside, name(ModelDevice.of(bedside.model()), answer.fingerprint));
        ObjectNode report = findings.report(findings.all().stream()
                .map(finding -> name(finding, answer.fingerprint))
                .toList());
        answer.add(report);
        findings.all().forEach(answer::add);
        answer.add(ModelDevice.of(bedside.model()));
        return HttpResponse.json(HttpResponse.OK, FhirOutcome.TYPE, answer.bundle);
    }

    private void add(ObjectNode resource) {
        entries.addObject().put("fullUrl", name(resource, fingerprint)).set("resource", resource);
    }

    /** The same content of the same model has the same name. */
    private static String name(ObjectNode resource, String fingerprint) {
        byte[] bytes = (Json.line(resource) + fingerprint).getBytes(StandardCharsets.UTF_8);
        return "urn:uuid:" + UUID.nameUUIDFromBytes(bytes);
    }
}
