package org.gapwise.study.impute;

/**
 * The table cells of a case, in the order of {@link Columns}: quantities in deviations from the training mean, levels
 * by number.
 *
 * @param values what stands beside a false bit is never read
 */
record Row(double[] values, boolean[] present) {}
