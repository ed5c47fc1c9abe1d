package org.gapwise.data.answer;

/**
 * What was said of a case under a view.
 *
 * @param row position of the case in its cohort
 * @param view what was taken from it; empty for nothing
 * @param probabilities by target, [L]
 */
public record Answer(int row, String view, double[] probabilities) {}
