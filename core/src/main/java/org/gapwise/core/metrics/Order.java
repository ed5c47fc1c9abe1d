package org.gapwise.core.metrics;

import java.util.Arrays;

/** Sorting positions by score without boxing: a million scores in about a tenth of a second. */
final class Order {

    private static final int RUN = 16;

    private Order() {}

    /** Positions of the scores from the highest to the lowest; stable. */
    static int[] descending(double[] scores) {
        int n = scores.length;
        int[] from = new int[n];
        Arrays.setAll(from, i -> i);
        for (int start = 0; start < n; start += RUN) {
            insert(scores, from, start, Math.min(start + RUN, n));
        }
        int[] to = new int[n];
        for (int width = RUN; width < n; width *= 2) {
            for (int start = 0; start < n; start += 2 * width) {
                merge(scores, from, to, start, width);
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void insert(double[] scores, int[] order, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            int moved = order[i];
            int at = i;
            while (at > start && scores[order[at - 1]] < scores[moved]) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = moved;
        }
    }

    private static void merge(double[] scores, int[] from, int[] to, int start, int width) {
        int middle = Math.min(start + width, from.length);
        int end = Math.min(middle + width, from.length);
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = left < middle && (right >= end || scores[from[left]] >= scores[from[right]]);
            to[at] = takeLeft ? from[left++] : from[right++];
        }
    }

    /** Ranks from 1 for the smallest; equal scores share the mean of their ranks. */
    static double[] midranks(double[] scores) {
        int n = scores.length;
        int[] order = descending(scores);
        double[] ranks = new double[n];
        for (int start = 0; start < n; ) {
            int end = start + 1;
            while (end < n && scores[order[end]] == scores[order[start]]) {
                end++;
            }
            double rank = n - (start + end - 1) / 2.0;
            for (int i = start; i < end; i++) {
                ranks[order[i]] = rank;
            }
            start = end;
        }
        return ranks;
    }

    /** Refuses what cannot be ordered. */
    static void check(double[] scores, boolean[] positive) {
        if (scores.length != positive.length) {
            throw new IllegalArgumentException(scores.length + " scores for " + positive.length + " outcomes");
        }
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("score " + i + " is not a number");
            }
        }
    }
}
