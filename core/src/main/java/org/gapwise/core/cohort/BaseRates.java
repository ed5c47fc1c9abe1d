package org.gapwise.core.cohort;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each target was positive in training: what to say of a case about which nothing is known.
 *
 * @param rates by target, in (0, 1)
 */
public record BaseRates(Map<String, Double> rates) {

    public BaseRates {
        rates = Collections.unmodifiableMap(new LinkedHashMap<>(rates));
    }

    public static BaseRates of(Cohort training) {
        Map<String, Double> rates = new LinkedHashMap<>();
        for (String target : training.schema().targetNames()) {
            int positive = 0;
            int judged = 0;
            for (Case one : training.cases()) {
                Label label = one.labels().get(target);
                positive += label == Label.POSITIVE ? 1 : 0;
                judged += label == Label.POSITIVE || label == Label.NEGATIVE ? 1 : 0;
            }
            // Laplace's rule: a target without a judged case counts as even.
            rates.put(target, (positive + 1.0) / (judged + 2.0));
        }
        return new BaseRates(rates);
    }

    public double of(String target) {
        return rates.getOrDefault(target, 0.5);
    }
}
