package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Which Observations matter: those of the catalogue, and those that labels are made of.
 *
 * @param labels codes
 */
record Interest(List<String> labels) {

    boolean wants(JsonNode observation) {
        if (wantsCode(observation.path("code"))) {
            return true;
        }
        for (JsonNode component : observation.path("component")) {
            if (wantsCode(component.path("code"))) {
                return true;
            }
        }
        return false;
    }

    private boolean wantsCode(JsonNode code) {
        return !Catalogue.STANDARD.features(code).isEmpty() || Coding.any(Coding.of(code), labels);
    }
}
