package org.gapwise.core.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.Test;

class PredictionJsonTest {

    private static final Prediction PLAIN =
            new Prediction("c", Map.of("edema", 0.3), List.of("age"), List.of("frontal"), List.of("old"));

    @Test
    void whatWasNotCalibratedHasNoDecisions() throws JsonProcessingException {
        JsonNode tree = PredictionJson.write(PLAIN, Json.object());
        assertThat(tree)
                .isEqualTo(
                        Json.parse(
                                "{\"probabilities\":{\"edema\":0.3},\"used\":[\"age\"],\"absent\":[\"frontal\"],\"warnings\":[\"old\"]}"));
    }

    @Test
    void aDecisionIsWrittenWhole() throws JsonProcessingException {
        Decision decision = new Decision(0.2, 0.25, true, true, true, Basis.POOLED);
        Prediction prediction = new Prediction(
                "c", PLAIN.probabilities(), PLAIN.used(), PLAIN.absent(), PLAIN.warnings(), Map.of("edema", decision));
        JsonNode tree = PredictionJson.write(prediction, Json.object());
        assertThat(tree.at("/decisions/edema"))
                .isEqualTo(
                        Json.parse(
                                "{\"uncalibrated\":0.2,\"threshold\":0.25,\"flagged\":true,\"verdict\":\"unsure\",\"basis\":\"pooled\"}"));
    }
}
