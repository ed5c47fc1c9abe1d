/**
 * Judges any predictor. {@code Scored} holds what it said about a cohort, {@code Evaluation} the figures with
 * intervals, {@code Comparison} two predictors side by side, {@code StressTest} what happens as modalities go missing,
 * {@code Availability} what a cohort lacks. {@code MetricsFile} and {@code PredictionsFile} write them down.
 */
@NullMarked
package org.gapwise.evaluate;

import org.jspecify.annotations.NullMarked;
