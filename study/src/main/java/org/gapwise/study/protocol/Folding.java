package org.gapwise.study.protocol;

/**
 * How a cohort is divided for cross-validation.
 *
 * @param count K
 * @param valid share of the cases outside the test fold that validate
 */
public record Folding(int count, double valid, long seed) {}
