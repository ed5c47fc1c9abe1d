package org.gapwise.server.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Decision;
import org.gapwise.core.predict.Prediction;

/**
 * An answer as a RiskAssessment (FHIR R4, http://hl7.org/fhir/R4/riskassessment.html): a prediction a target, with the
 * model as the device that performed it. Preliminary, until a person has looked at it.
 */
final class Risk {

    private static final int PERCENT = 2;
    private static final String REFERENCE = "reference";

    private Risk() {}

    static ObjectNode of(Bedside bedside) {
        ObjectNode risk = Json.object().put("resourceType", "RiskAssessment");
        risk.putArray("contained").add(ModelDevice.of(bedside.model()).put("id", "model"));
        risk.put("status", "preliminary");
        risk.putObject("subject").put(REFERENCE, bedside.chart().patient());
        risk.put("occurrenceDateTime", bedside.at());
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

    private static ObjectNode prediction(Prediction prediction, String target) {
        ObjectNode tree = Json.object();
        tree.putObject("outcome").put("text", target);
        tree.put("probabilityDecimal", percent(prediction.probability(target)));
        prediction.decision(target).ifPresent(decision -> tree.putObject("qualitativeRisk")
                .put("text", verdict(decision)));
        return tree.put("rationale", rationale(prediction, target));
    }

    /** R4 writes a probability as a percentage; moving the point changes no digit. */
    static BigDecimal percent(double probability) {
        return new BigDecimal(Double.toString(probability)).movePointRight(PERCENT);
    }

    static String verdict(Decision decision) {
        return decision.verdict().name().toLowerCase(Locale.ROOT);
    }

    /** What a probability can be taken for, in sentences. */
    static String rationale(Prediction prediction, String target) {
        return prediction
                .decision(target)
                .map(Risk::rationale)
                .orElse("The model was not calibrated: its figures are no frequencies.");
    }

    private static String rationale(Decision decision) {
        return String.format(
                Locale.ROOT,
                "Calibrated; %s at the threshold of %s %%. The verdict rests on %s.",
                decision.flagged() ? "flagged" : "not flagged",
                percent(decision.threshold()).toPlainString(),
                switch (decision.basis()) {
                    case PATTERN -> "cases with the same modalities present";
                    case POOLED -> "cases of all patterns, as too few had the same modalities";
                    case NONE -> "too few cases: nothing is ruled out";
                });
    }
}
