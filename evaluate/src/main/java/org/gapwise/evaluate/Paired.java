package org.gapwise.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Interval;
import org.gapwise.core.metrics.Mean;
import org.gapwise.core.metrics.Metric;

/** Several predictors on the same cases and the same resamples: each one's figures, and differences to the first. */
final class Paired {

    private final List<Judge> judges = new ArrayList<>();
    private final int figures;
    private final Bootstrap.Draws draws;

    Paired(List<Scored> all, Bootstrap bootstrap) {
        Scored first = all.get(0);
        for (Scored scored : all) {
            first.sameCasesAs(scored);
            judges.add(new Judge(scored));
        }
        figures = judges.get(0).figures();
        draws = bootstrap.draw(first.group(), 2 * figures * judges.size(), this::measure);
    }

    /** All figures of all predictors, then for all of them the first's minus theirs. */
    private void measure(int[] weights, double[] into) {
        for (int k = 0; k < judges.size(); k++) {
            judges.get(k).measure(weights, into, k * figures);
        }
        int half = figures * judges.size();
        for (int i = 0; i < half; i++) {
            into[half + i] = into[i % figures] - into[i];
        }
    }

    Estimate label(int which, int target, Metric metric) {
        Judge judge = judges.get(which);
        int at = judge.at(target, metric);
        return judge.label(target, metric, judge.point(at), draws.interval(which * figures + at));
    }

    Estimate mean(int which, Mean mean, Metric metric) {
        Judge judge = judges.get(which);
        int at = judge.at(mean, metric);
        return judge.mean(judge.point(at), draws.interval(which * figures + at));
    }

    /** The first predictor's figure minus another's. */
    Estimate labelDifference(int other, int target, Metric metric) {
        int at = judges.get(0).at(target, metric);
        return judges.get(0).label(target, metric, difference(other, at), drawnDifference(other, at));
    }

    /** The first predictor's mean minus another's. */
    Estimate meanDifference(int other, Mean mean, Metric metric) {
        int at = judges.get(0).at(mean, metric);
        return judges.get(0).mean(difference(other, at), drawnDifference(other, at));
    }

    private double difference(int other, int at) {
        return judges.get(0).point(at) - judges.get(other).point(at);
    }

    private Optional<Interval> drawnDifference(int other, int at) {
        return draws.interval((judges.size() + other) * figures + at);
    }
}
