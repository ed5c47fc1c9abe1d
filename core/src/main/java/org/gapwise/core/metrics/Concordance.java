package org.gapwise.core.metrics;

/**
 * The annotated cases of one label in the order of their scores, for nothing but the AUROC: four bytes a case and one
 * pass for each weighting. Where all metrics are wanted, {@link Ranking} has them, at several times the cost.
 */
public final class Concordance {

    private static final int POSITIVE = 2;
    private static final int TIE_ENDS = 1;

    /** By falling score: row * 4, + 2 for a positive, + 1 where the next score is another. */
    private final int[] code;

    private final int positives;

    private Concordance(int[] code, int positives) {
        this.code = code;
        this.positives = positives;
    }

    /**
     * @param scores [N], any scale; higher means more likely positive
     * @param positive [N]
     * @param rows [N] the index of each in the array of weights, below 2^29
     */
    public static Concordance of(double[] scores, boolean[] positive, int[] rows) {
        Order.check(scores, positive);
        int[] order = Order.descending(scores);
        int n = order.length;
        int[] code = new int[n];
        int positives = 0;
        for (int i = 0; i < n; i++) {
            boolean ends = i + 1 == n || scores[order[i + 1]] != scores[order[i]];
            boolean yes = positive[order[i]];
            positives += yes ? 1 : 0;
            code[i] = rows[order[i]] << 2 | (yes ? POSITIVE : 0) | (ends ? TIE_ENDS : 0);
        }
        return new Concordance(code, positives);
    }

    public int cases() {
        return code.length;
    }

    /** Cases of the rarer class. */
    public int rarer() {
        return Math.min(positives, code.length - positives);
    }

    /** Writes the AUROC and the sum of the weights; the AUROC is NaN when a class has no weight. */
    public void measure(int[] weights, double[] into) {
        long seen = 0;
        long yes = 0;
        long no = 0;
        long negatives = 0;
        double twice = 0;
        for (int c : code) {
            int w = weights[c >>> 2];
            int mask = -(c >>> 1 & 1);
            yes += w & mask;
            no += w & ~mask;
            if ((c & TIE_ENDS) != 0) {
                twice += no * (2 * seen + yes);
                seen += yes;
                negatives += no;
                yes = 0;
                no = 0;
            }
        }
        into[0] = twice / (2.0 * seen * negatives);
        into[1] = seen + negatives;
    }

    /** The AUROC with weights that are no counts, e.g. inverse probabilities; NaN when a class has no weight. */
    public double auroc(double[] weights) {
        double seen = 0;
        double yes = 0;
        double no = 0;
        double negatives = 0;
        double sum = 0;
        for (int c : code) {
            double w = weights[c >>> 2];
            if ((c & POSITIVE) != 0) {
                yes += w;
            } else {
                no += w;
            }
            if ((c & TIE_ENDS) != 0) {
                sum += no * (seen + yes / 2);
                seen += yes;
                negatives += no;
                yes = 0;
                no = 0;
            }
        }
        return sum / (seen * negatives);
    }
}
