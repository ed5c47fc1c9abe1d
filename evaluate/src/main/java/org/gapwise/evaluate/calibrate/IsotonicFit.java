package org.gapwise.evaluate.calibrate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.gapwise.core.calibrate.Curve;
import org.gapwise.core.calibrate.Logistic;

/**
 * A rising curve for a label, over all patterns: pooling adjacent violators (Ayer et al. 1955) of groups of cases that follow
 * each other, each group with one case more at the label's prevalence, so that no probability becomes 0 or 1. The pools'
 * means are the curve's knots; between them it is straight, and makes no ties.
 */
final class IsotonicFit {

    /** Below these a curve follows noise. */
    private static final int CASES = 1_000;

    private static final int OF_EACH_CLASS = 100;
    private static final int GROUP = 25;
    /** Shares that differ by less differ by rounding. */
    private static final double SAME = 1e-9;

    private IsotonicFit() {}

    static boolean enough(Sample sample) {
        int positive = positives(sample);
        return sample.size() >= CASES && Math.min(positive, sample.size() - positive) >= OF_EACH_CLASS;
    }

    private static int positives(Sample sample) {
        return (int) IntStream.range(0, sample.size())
                .filter(i -> sample.positive()[i])
                .count();
    }

    /** Sums over cases. */
    private record Pool(double logits, double positives, double cases, double counted) {

        /** @param prevalence of the case that is added */
        static Pool of(Sample sample, List<Integer> rows, double prevalence) {
            double logits = rows.stream().mapToDouble(i -> sample.logit()[i]).sum();
            long positive = rows.stream().filter(i -> sample.positive()[i]).count();
            return new Pool(logits, positive + prevalence, rows.size() + 1.0, rows.size());
        }

        Pool plus(Pool other) {
            return new Pool(
                    logits + other.logits, positives + other.positives, cases + other.cases, counted + other.counted);
        }

        double share() {
            return positives / cases;
        }

        Curve.Knot knot() {
            return new Curve.Knot(logits / counted, Logistic.logit(share()));
        }
    }

    static Curve of(Sample sample) {
        List<Integer> order = IntStream.range(0, sample.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> sample.logit()[i]))
                .toList();
        double prevalence = positives(sample) / (double) sample.size();
        Deque<Pool> pools = new ArrayDeque<>();
        List<Integer> group = new ArrayList<>();
        for (int k = 0; k < order.size(); k++) {
            group.add(order.get(k));
            boolean tied = k + 1 < order.size() && sample.logit()[order.get(k)] == sample.logit()[order.get(k + 1)];
            boolean rest = order.size() - k - 1 < GROUP;
            if (k + 1 == order.size() || group.size() >= GROUP && !tied && !rest) {
                add(pools, Pool.of(sample, group, prevalence));
                group.clear();
            }
        }
        return new Curve(pools.stream().map(Pool::knot).toList());
    }

    /** Pools as long as the last does not rise above the one before. */
    private static void add(Deque<Pool> pools, Pool pool) {
        Pool last = pool;
        while (!pools.isEmpty() && pools.peekLast().share() >= last.share() - SAME) {
            last = pools.removeLast().plus(last);
        }
        pools.addLast(last);
    }
}
