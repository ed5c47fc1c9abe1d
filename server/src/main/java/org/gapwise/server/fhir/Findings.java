package org.gapwise.server.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Prediction;
import org.gapwise.server.model.Chart;

/**
 * An answer as findings: an Observation a target, and the DiagnosticReport that lists them (FHIR R4,
 * http://hl7.org/fhir/R4/diagnosticreport.html). A probability is a Quantity in percent. Preliminary, until a person has
 * looked at it.
 *
 * @param device name of the model's Device
 */
record Findings(Bedside bedside, String device) {

    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String REFERENCE = "reference";
    private static final String PERCENT = "%";
    private static final String MEDIA = "Media/";

    /** One Observation a target, in the schema's order. */
    List<ObjectNode> all() {
        return bedside.prediction().probabilities().keySet().stream()
                .map(this::finding)
                .toList();
    }

    private ObjectNode finding(String target) {
        Prediction prediction = bedside.prediction();
        ObjectNode finding = begun("Observation", target);
        finding.putObject("valueQuantity")
                .put("value", Risk.percent(prediction.probability(target)))
                .put("unit", PERCENT)
                .put("system", UCUM)
                .put("code", PERCENT);
        prediction.decision(target).ifPresent(decision -> finding.putArray("interpretation")
                .addObject()
                .put("text", Risk.verdict(decision)));
        finding.putArray("note").addObject().put("text", Risk.rationale(prediction, target));
        finding.putObject("method").put("text", "Probability that it is present, as a model predicts it");
        finding.putObject("device").put(REFERENCE, device);
        references(finding, "derivedFrom", evidence());
        return finding;
    }

    /** @param findings names of the Observations */
    ObjectNode report(List<String> findings) {
        ObjectNode report = begun("DiagnosticReport", "Probabilities of findings, by a model");
        bedside.chart().imaging().ifPresent(imaging -> {
            references(report, "basedOn", imaging.orders());
            references(report, "imagingStudy", List.of(imaging.study()));
        });
        references(report, "result", findings);
        List<String> media =
                evidence().stream().filter(each -> each.startsWith(MEDIA)).toList();
        if (!media.isEmpty()) {
            ArrayNode shown = report.putArray("media");
            media.forEach(each -> shown.addObject().putObject("link").put(REFERENCE, each));
        }
        return report.put("conclusion", conclusion());
    }

    private ObjectNode begun(String type, String code) {
        ObjectNode begun = Json.object().put("resourceType", type).put("status", "preliminary");
        begun.putObject("code").put("text", code);
        begun.putObject("subject").put(REFERENCE, bedside.chart().patient());
        bedside.chart().imaging().flatMap(Chart.Imaging::encounter).ifPresent(encounter -> begun.putObject("encounter")
                .put(REFERENCE, encounter));
        return begun.put("effectiveDateTime", bedside.at());
    }

    /** What was looked at: of the basis all but the patient, whom an Observation is about and not derived from. */
    private List<String> evidence() {
        String patient = bedside.chart().patient();
        return bedside.basis().stream().filter(each -> !each.equals(patient)).toList();
    }

    /** A report of R4 has no notes, so what was used and absent stands in its conclusion. */
    private String conclusion() {
        List<String> used = bedside.prediction().used();
        return "Predicted by a model; no person has looked at it. "
                + (used.isEmpty() ? "Nothing was known." : "Used: " + String.join(", ", used) + ".") + "\n"
                + String.join("\n", bedside.notes());
    }

    private static void references(ObjectNode resource, String field, List<String> references) {
        if (!references.isEmpty()) {
            ArrayNode list = resource.putArray(field);
            references.forEach(each -> list.addObject().put(REFERENCE, each));
        }
    }
}
