package org.gapwise.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Interval;
import org.gapwise.core.metrics.Mean;
import org.gapwise.core.metrics.Metric;
import org.gapwise.core.metrics.Ranking;

/**
 * Measures one set of answers under any weighting of its cases: every metric of every label, then the means over
 * labels, as one row of figures.
 */
final class Judge {

    private static final int METRICS = Metric.values().length;

    /** These need no positive and no negative case; the others compare the two. */
    private static final Set<Metric> OF_ALL_CASES =
            EnumSet.of(Metric.ACCURACY, Metric.BRIER, Metric.LOG_LOSS, Metric.ECE);

    /** Cases drawn again repeat, and so are further from a smooth curve: such intervals would lie above the figure. */
    private static final Set<Metric> SHIFTED = EnumSet.of(Metric.ECE);

    private final int groups;
    private final int[] positiveGroups;
    private final int[] negativeGroups;
    private final List<Ranking> rankings = new ArrayList<>();
    private final double[] point;

    Judge(Scored scored) {
        int targets = scored.targets().size();
        groups = scored.groups();
        positiveGroups = new int[targets];
        negativeGroups = new int[targets];
        for (int l = 0; l < targets; l++) {
            rankings.add(scored.ranking(l));
            positiveGroups[l] = scored.groups(l, Label.POSITIVE);
            negativeGroups[l] = scored.groups(l, Label.NEGATIVE);
        }
        point = new double[figures()];
        int[] once = new int[scored.size()];
        Arrays.fill(once, 1);
        measure(once, point, 0);
    }

    int figures() {
        return METRICS * (rankings.size() + Mean.values().length);
    }

    int at(int target, Metric metric) {
        return target * METRICS + metric.ordinal();
    }

    int at(Mean mean, Metric metric) {
        return (rankings.size() + mean.ordinal()) * METRICS + metric.ordinal();
    }

    Ranking ranking(int target) {
        return rankings.get(target);
    }

    /** Fills {@link #figures()} places from {@code offset} on; NaN where undefined. */
    void measure(int[] weights, double[] into, int offset) {
        double[] annotated = new double[rankings.size()];
        for (int l = 0; l < annotated.length; l++) {
            annotated[l] = rankings.get(l).measure(weights, into, offset + l * METRICS);
        }
        double[] values = new double[rankings.size()];
        for (Metric metric : Metric.values()) {
            for (int l = 0; l < values.length; l++) {
                values[l] = into[offset + at(l, metric)];
            }
            for (Mean mean : Mean.values()) {
                into[offset + at(mean, metric)] = mean.over(values, annotated);
            }
        }
    }

    /** The figure on the cases as they are; NaN where undefined. */
    double point(int figure) {
        return point[figure];
    }

    /** Every metric of a target from draws of this judge alone. */
    Map<Metric, Estimate> label(int target, Bootstrap.Draws draws) {
        Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            int at = at(target, metric);
            estimates.put(metric, label(target, metric, point[at], interval(metric, draws, at)));
        }
        return estimates;
    }

    /** Every mean from draws of this judge alone. */
    Map<Metric, Estimate> mean(Mean mean, Bootstrap.Draws draws) {
        Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            int at = at(mean, metric);
            estimates.put(metric, mean(point[at], interval(metric, draws, at)));
        }
        return estimates;
    }

    private static Optional<Interval> interval(Metric metric, Bootstrap.Draws draws, int at) {
        return SHIFTED.contains(metric) ? Optional.empty() : draws.interval(at);
    }

    /** A figure of a target; without an interval when too few groups stand behind it. */
    Estimate label(int target, Metric metric, double value, Optional<Interval> interval) {
        int positives = positiveGroups[target];
        int negatives = negativeGroups[target];
        int fewest = OF_ALL_CASES.contains(metric) ? positives + negatives : Math.min(positives, negatives);
        int n = rankings.get(target).cases();
        return estimate(value, fewest >= Bootstrap.MIN_GROUPS ? interval : Optional.empty(), n);
    }

    /** A mean over targets; without an interval when there are too few groups. */
    Estimate mean(double value, Optional<Interval> interval) {
        int n = rankings.stream().mapToInt(Ranking::cases).sum();
        return estimate(value, groups >= 2 * Bootstrap.MIN_GROUPS ? interval : Optional.empty(), n);
    }

    private static Estimate estimate(double value, Optional<Interval> interval, int n) {
        return Double.isNaN(value) ? Estimate.undefined(n) : Estimate.of(OptionalDouble.of(value), interval, n);
    }
}
