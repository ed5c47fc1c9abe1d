package org.gapwise.server.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Decision;
import org.gapwise.core.predict.Prediction;
import org.gapwise.server.http.HttpResponse;

/**
 * An answer as a Bundle of one RiskAssessment (FHIR R4, http://hl7.org/fhir/R4/riskassessment.html): a prediction a
 * target, with the model as the device that performed it. Preliminary, until a person has looked at it.
 */
public final class RiskBundle {

    private static final int PERCENT = 2;
    private static final String REFERENCE = "reference";

    private RiskBundle() {}

    public static HttpResponse write(Bedside bedside) {
        ObjectNode risk = risk(bedside);
        // The same answer to the same question has the same name.
        UUID name = UUID.nameUUIDFromBytes(
                (Json.line(risk) + bedside.model().fingerprint()).getBytes(StandardCharsets.UTF_8));
        ObjectNode bundle = Json.object().put("resourceType", "Bundle").put("type", "collection");
        bundle.putArray("entry").addObject().put("fullUrl", "urn:uuid:" + name).set("resource", risk);
        return HttpResponse.json(HttpResponse.OK, FhirOutcome.TYPE, bundle);
    }

    private static ObjectNode risk(Bedside bedside) {
        ObjectNode risk = Json.object().put("resourceType", "RiskAssessment");
        risk.putArray("contained").add(device(bedside));
        risk.put("status", "preliminary");
        risk.putObject("subject").put(REFERENCE, bedside.chart().patient());
        risk.put(
                "occurrenceDateTime",
                bedside.chart().at().truncatedTo(ChronoUnit.SECONDS).toString());
        risk.putObject("performer").put(REFERENCE, "#model");
        if (!bedside.basis().isEmpty()) {
            ArrayNode basis = risk.putArray("basis");
            bedside.basis().forEach(each -> basis.addObject().put(REFERENCE, each));
        }
        ArrayNode predictions = risk.putArray("prediction");
        bedside.prediction()
                .probabilities()
                .keySet()
                .forEach(target -> predictions.add(prediction(bedside.prediction(), target)));
        ArrayNode notes = risk.putArray("note");
        bedside.notes().forEach(note -> notes.addObject().put("text", note));
        return risk;
    }

    private static ObjectNode device(Bedside bedside) {
        ObjectNode device = Json.object().put("resourceType", "Device").put("id", "model");
        device.putArray("deviceName")
                .addObject()
                .put("name", "Gapwise, model " + bedside.model().name().name())
                .put("type", "model-name");
        device.putArray("version")
                .addObject()
                .put("value", bedside.model().name().version());
        return device;
    }

    /** R4 writes a probability as a percentage; moving the point changes no digit. */
    private static ObjectNode prediction(Prediction prediction, String target) {
        ObjectNode tree = Json.object();
        tree.putObject("outcome").put("text", target);
        tree.put(
                "probabilityDecimal",
                new BigDecimal(Double.toString(prediction.probability(target))).movePointRight(PERCENT));
        prediction
                .decision(target)
                .ifPresentOrElse(
                        decision -> decided(tree, decision),
                        () -> tree.put("rationale", "The model was not calibrated: its figures are no frequencies."));
        return tree;
    }

    private static void decided(ObjectNode tree, Decision decision) {
        tree.putObject("qualitativeRisk").put("text", decision.verdict().name().toLowerCase(Locale.ROOT));
        tree.put(
                "rationale",
                String.format(
                        Locale.ROOT,
                        "Calibrated; %s at the threshold of %s %%. The verdict rests on %s.",
                        decision.flagged() ? "flagged" : "not flagged",
                        new BigDecimal(Double.toString(decision.threshold()))
                                .movePointRight(PERCENT)
                                .toPlainString(),
                        switch (decision.basis()) {
                            case PATTERN -> "cases with the same modalities present";
                            case POOLED -> "cases of all patterns, as too few had the same modalities";
                            case NONE -> "too few cases: nothing is ruled out";
                        }));
    }
}
