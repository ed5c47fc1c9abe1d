package org.gapwise.core.metrics;

/**
 * A point of a ROC or precision-recall curve.
 *
 * @param x false positive rate, or recall
 * @param y true positive rate, or precision
 * @param threshold the lowest probability that counts as positive here
 */
public record CurvePoint(double x, double y, double threshold) {}
