package org.gapwise.data.inspect;

import org.gapwise.core.cohort.Part;

/**
 * How far one thing lies apart between the part for training and another.
 *
 * @param name of a feature, an image modality or a target
 * @param part that is compared with the one for training
 * @param of what of it: {@code values}, {@code absent}, {@code positive}, or the level that differs most
 * @param distance of two distributions of numbers (Kolmogorov and Smirnov), or of two shares; 0 to 1
 * @param p probability of such a distance by chance, the cases of a patient counted as one
 */
public record Shift(String name, Part part, String of, double distance, double p) {

    private static final double LARGE = 0.1;
    private static final double BY_CHANCE = 0.001;

    /** Whether it is large, and beyond chance even among so many comparisons. */
    boolean isNotable(int comparisons) {
        return distance >= LARGE && p * comparisons < BY_CHANCE;
    }
}
