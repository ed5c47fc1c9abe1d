package org.gapwise.server.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Prediction;

/** A prediction as JSON. */
final class PredictionJson {

    private PredictionJson() {}

    /** Adds its fields, as {@code gapwise predict --json} names them. */
    static ObjectNode write(Prediction prediction, ObjectNode tree) {
        tree.set("probabilities", Json.tree(prediction.probabilities()));
        tree.set("used", Json.tree(prediction.used()));
        tree.set("absent", Json.tree(prediction.absent()));
        tree.set("warnings", Json.tree(prediction.warnings()));
        return tree;
    }
}
