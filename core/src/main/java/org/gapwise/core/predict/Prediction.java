package org.gapwise.core.predict;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer, and what it rests on.
 *
 * @param caseId the case it is about
 * @param probabilities by target, in the schema's order, each in [0, 1]
 * @param used names of the features and modalities that were there
 * @param absent names of those that were not
 * @param warnings what a reader should know, e.g. that nothing was present
 * @param decisions by target, what follows from its probability; no entry where the model was not calibrated
 */
public record Prediction(
        String caseId,
        Map<String, Double> probabilities,
        List<String> used,
        List<String> absent,
        List<String> warnings,
        Map<String, Decision> decisions) {

    public Prediction {
        probabilities.forEach((target, p) -> {
            // What is no number would be 0 in a log, and "NaN" in an answer.
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("the probability of \"" + target + "\" is no number from 0 to 1");
            }
        });
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
        used = List.copyOf(used);
        absent = List.copyOf(absent);
        warnings = List.copyOf(warnings);
        decisions = Collections.unmodifiableMap(new LinkedHashMap<>(decisions));
    }

    /** An answer that was not calibrated. */
    public Prediction(
            String caseId,
            Map<String, Double> probabilities,
            List<String> used,
            List<String> absent,
            List<String> warnings) {
        this(caseId, probabilities, used, absent, warnings, Map.of());
    }

    /** What follows from the probability of a target; empty when it was not calibrated. */
    public Optional<Decision> decision(String target) {
        return Optional.ofNullable(decisions.get(target));
    }

    public double probability(String target) {
        Double p = probabilities.get(target);
        if (p == null) {
            throw new IllegalArgumentException("no target \"" + target + "\"; there are " + probabilities.keySet());
        }
        return p;
    }
}
