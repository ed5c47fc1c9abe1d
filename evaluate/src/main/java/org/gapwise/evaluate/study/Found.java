package org.gapwise.evaluate.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.evaluate.study.Slice.Place;

/**
 * What each statistic takes from one cell of one fold.
 *
 * @param scores by measure: the figure on the cases as they are, then in the resamples; NaN where undefined
 * @param decisions against ours; empty for ours itself
 * @param patterns where patterns are shown
 * @param stress where chances are known
 */
record Found(
        Place place,
        Map<Measure, double[]> scores,
        Optional<Correctness.Count> decisions,
        List<Patterns.Seen> patterns,
        Optional<StressWeights.Seen> stress) {}
