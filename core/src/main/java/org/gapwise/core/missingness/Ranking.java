package org.gapwise.core.missingness;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.gapwise.core.Seeds;

/** Who loses something first: the highest {@code pull + logistic noise}; ties by draw, then by name. */
final class Ranking {

    private final int[] order;
    private final double[] pull;
    private final double[] score;
    private final BitSet last;
    private final BitSet certain;

    private Ranking(Ranking from, int[] order, BitSet last, BitSet certain) {
        this.order = order;
        this.pull = from.pull;
        this.score = from.score;
        this.last = last;
        this.certain = certain;
    }

    private Ranking(int[] order, double[] pull, double[] score) {
        this.order = order;
        this.pull = pull;
        this.score = score;
        this.last = new BitSet();
        this.certain = last;
    }

    /** @param purpose of the draws; the name of who may lose is put behind it */
    static Ranking of(List<String> names, double[] pull, long seed, String purpose) {
        int n = names.size();
        long[] draw = new long[n];
        double[] score = new double[n];
        for (int i = 0; i < n; i++) {
            draw[i] = Seeds.mix(seed, purpose + names.get(i));
            score[i] = pull[i] + noise(draw[i]);
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -score[i])
                        .thenComparingLong(i -> draw[i])
                        .thenComparing(names::get))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Ranking(order, pull, score);
    }

    /** A standard logistic number that falls as the draw rises, so that without a pull the smallest draws go first. */
    private static double noise(long draw) {
        double uniform = (((draw ^ Long.MIN_VALUE) >>> 11) + 0.5) * 0x1p-53;
        return StrictMath.log1p(-uniform) - StrictMath.log(uniform);
    }

    /**
     * The same, with some behind all others.
     *
     * @param certain those among them of whom that was known before any draw; for the rest it is no part of the
     *     probability to be kept that they were lucky
     */
    Ranking last(BitSet some, BitSet certain) {
        int[] moved = IntStream.concat(
                        Arrays.stream(order).filter(i -> !some.get(i)),
                        Arrays.stream(order).filter(some::get))
                .toArray();
        return new Ranking(this, moved, some, certain);
    }

    int count(double rate) {
        return (int) Math.floor(rate * order.length + 1e-9);
    }

    /** Positions of those who lose, the first to go first. */
    int[] losing(double rate) {
        return Arrays.copyOf(order, count(rate));
    }

    /** Place of everybody in the order. */
    int[] places() {
        int[] places = new int[order.length];
        for (int p = 0; p < order.length; p++) {
            places[order[p]] = p;
        }
        return places;
    }

    /** For everybody, the probability of a score below the one from which on it is lost. */
    double[] kept(double rate) {
        int lost = count(rate);
        int front = order.length - last.cardinality();
        double early = threshold(0, front, Math.min(lost, front));
        double late = threshold(front, order.length, Math.max(lost, front));
        return IntStream.range(0, order.length)
                .mapToDouble(i -> 1 / (1 + StrictMath.exp(pull[i] - (certain.get(i) ? late : early))))
                .toArray();
    }

    /** Halfway between the last that goes and the first that stays, of those at {@code from} to {@code to}. */
    private double threshold(int from, int to, int lost) {
        if (lost == from) {
            return Double.POSITIVE_INFINITY;
        }
        return lost == to ? Double.NEGATIVE_INFINITY : (score[order[lost - 1]] + score[order[lost]]) / 2;
    }
}
