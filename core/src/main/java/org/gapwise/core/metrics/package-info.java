/**
 * How good probabilities are, and how sure we are of it. Pure functions on scores and outcomes: {@code Ranking} gives
 * every {@code Metric} of a label in one pass, {@code Bootstrap} resamples groups, {@code DeLong} and {@code Wilcoxon}
 * compare two predictors, {@code Cholesky} solves what fits ask for. What is undefined is empty, never 0 or 0.5.
 */
@NullMarked
package org.gapwise.core.metrics;

import org.jspecify.annotations.NullMarked;
