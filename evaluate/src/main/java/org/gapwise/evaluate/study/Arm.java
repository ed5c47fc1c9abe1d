package org.gapwise.evaluate.study;

import java.util.List;

/**
 * One way of taking evidence away, at growing rates.
 *
 * @param id e.g. {@code image} or {@code mnar-cell-clinical}; letters, digits, dots and dashes
 * @param title as readers see it, e.g. {@code image missing completely at random}
 * @param modality whose evidence is taken
 * @param trainRates rates in the training part, rising, 0 first
 * @param testRates rates in the test part, rising, 0 first
 */
public record Arm(String id, String title, String modality, List<Double> trainRates, List<Double> testRates) {
    public Arm {
        trainRates = List.copyOf(trainRates);
        testRates = List.copyOf(testRates);
    }
}
