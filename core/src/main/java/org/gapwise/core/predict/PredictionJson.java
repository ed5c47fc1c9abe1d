package org.gapwise.core.predict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.gapwise.core.file.Json;

/** A prediction as JSON, the same on the command line and from the server. */
public final class PredictionJson {

    private PredictionJson() {}

    /** Adds all fields but the case; {@code decisions} only where the model was calibrated. */
    public static ObjectNode write(Prediction prediction, ObjectNode tree) {
        tree.set("probabilities", Json.tree(prediction.probabilities()));
        tree.set("used", Json.tree(prediction.used()));
        tree.set("absent", Json.tree(prediction.absent()));
        tree.set("warnings", Json.tree(prediction.warnings()));
        if (!prediction.decisions().isEmpty()) {
            ObjectNode decisions = tree.putObject("decisions");
            prediction.decisions().forEach((target, decision) -> write(decision, decisions.putObject(target)));
        }
        return tree;
    }

    private static void write(Decision decision, ObjectNode one) {
        one.put("uncalibrated", decision.raw()).put("threshold", decision.threshold());
        one.put("flagged", decision.flagged());
        one.put("verdict", decision.verdict().name().toLowerCase(Locale.ROOT));
        one.put("basis", decision.basis().name().toLowerCase(Locale.ROOT));
    }
}
