package org.gapwise.study.pattern;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;

/** How often each target was positive in training: what to say of a case about which nothing is known. */
record BaseRates(Map<String, Double> rates) {

    static BaseRates of(Cohort training) {
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

    double of(String target) {
        return rates.getOrDefault(target, 0.5);
    }
}
