package org.gapwise.evaluate.calibrate;

import org.gapwise.core.metrics.Cholesky;
import org.gapwise.evaluate.calibrate.Symmetric.Pair;

/**
 * The effects that several maps share, by number: that of all maps is 0, those of labels follow, then those of patterns. They are
 * found together, as the normal distribution that prior and cases make of them.
 */
final class SharedEffects {

    private final int labels;
    private final double[] mean; // slope and offset of each effect
    private final double[][] covariance;

    private SharedEffects(int labels, double[] mean, double[][] covariance) {
        this.labels = labels;
        this.mean = mean;
        this.covariance = covariance;
    }

    /** @param cells by label and pattern, without what is theirs alone */
    static SharedEffects of(Information[][] cells, Spread spread) {
        int labels = cells.length;
        int effects = 1 + labels + cells[0].length;
        double[][] precision = new double[2 * effects][2 * effects];
        double[] pull = new double[2 * effects];
        for (int l = 0; l < labels; l++) {
            for (int p = 0; p < cells[l].length; p++) {
                int[] of = of(labels, l, p);
                for (int a : of) {
                    pull[2 * a] += cells[l][p].pull().slope();
                    pull[2 * a + 1] += cells[l][p].pull().offset();
                    for (int b : of) {
                        add(precision, a, b, cells[l][p].sharpness());
                    }
                }
            }
        }
        for (int e = 0; e < effects; e++) {
            add(precision, e, e, spread.precision(kind(labels, e)));
        }
        double[][] covariance = Cholesky.of(precision).inverse();
        double[] mean = new double[pull.length];
        for (int a = 0; a < mean.length; a++) {
            for (int b = 0; b < mean.length; b++) {
                mean[a] += covariance[a][b] * pull[b];
            }
        }
        return new SharedEffects(labels, mean, covariance);
    }

    private static int[] of(int labels, int label, int pattern) {
        return new int[] {0, 1 + label, 1 + labels + pattern};
    }

    private static Spread.Kind kind(int labels, int effect) {
        if (effect == 0) {
            return Spread.Kind.ALL;
        }
        return effect <= labels ? Spread.Kind.LABEL : Spread.Kind.PATTERN;
    }

    private static void add(double[][] matrix, int a, int b, Symmetric block) {
        matrix[2 * a][2 * b] += block.slopes();
        matrix[2 * a][2 * b + 1] += block.both();
        matrix[2 * a + 1][2 * b] += block.both();
        matrix[2 * a + 1][2 * b + 1] += block.offsets();
    }

    /** Of all maps and the label: where a pattern is not known. */
    Pair common(int label) {
        return sum(0, 1 + label);
    }

    /** What the map of a label under a pattern shares with others. */
    Pair mean(int label, int pattern) {
        return sum(of(labels, label, pattern));
    }

    private Pair sum(int... effects) {
        Pair sum = Pair.NONE;
        for (int e : effects) {
            sum = sum.plus(new Pair(mean[2 * e], mean[2 * e + 1]));
        }
        return sum;
    }

    /** Of that. */
    Symmetric covariance(int label, int pattern) {
        Symmetric sum = Symmetric.NONE;
        for (int a : of(labels, label, pattern)) {
            for (int b : of(labels, label, pattern)) {
                sum = sum.plus(block(a, b));
            }
        }
        return sum;
    }

    /** Not symmetric off the diagonal, but pairs of such blocks are, and only those are added up. */
    private Symmetric block(int a, int b) {
        return new Symmetric(
                covariance[2 * a][2 * b],
                (covariance[2 * a][2 * b + 1] + covariance[2 * a + 1][2 * b]) / 2,
                covariance[2 * a + 1][2 * b + 1]);
    }

    /** Adds what these effects say about how far effects of their kinds spread. */
    void tell(Spread.Count count) {
        for (int e = 0; e < mean.length / 2; e++) {
            count.add(kind(labels, e), block(e, e).square(new Pair(mean[2 * e], mean[2 * e + 1])));
        }
    }
}
