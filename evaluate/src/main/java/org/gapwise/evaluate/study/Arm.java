package org.gapwise.evaluate.study;

import java.util.List;

/**
 * One way of taking evidence away, at growing rates.
 *
 * @param id e.g. {@code image} or {@code mnar-cell-clinical}; letters, digits, dots and dashes
 * @param title as readers see it, e.g. {@code image missing completely at random}
 * @param modalities whose evidence is taken; a model of another one is what remains
 * @param trainRates rates in the training part, rising, 0 first
 * @param testRates rates in the test part, rising, 0 first
 */
public record Arm(String id, String title, List<String> modalities, List<Double> trainRates, List<Double> testRates) {
    public Arm {
        modalities = List.copyOf(modalities);
        trainRates = List.copyOf(trainRates);
        testRates = List.copyOf(testRates);
    }
}
