package org.gapwise.evaluate.calibrate;

/**
 * How far probabilities are from frequencies, in ten bins of equal width.
 *
 * @param plain the usual ECE: the mean distance of a bin's mean probability and its frequency
 * @param chance what it would be on average if the probabilities were exactly right: the mean of a normal distribution's
 *     absolute value with each bin's binomial variance
 * @param debiased root of the mean square distance less its expectation under chance (Kumar, Liang and Ma 2019, equation
 *     4), 0 where that is negative
 */
record BinnedError(double plain, double chance, double debiased) {

    private static final int BINS = 10;

    static BinnedError of(double[] probabilities, boolean[] positive) {
        double[] cases = new double[BINS];
        double[] sums = new double[BINS];
        double[] hits = new double[BINS];
        double[] variances = new double[BINS];
        for (int i = 0; i < positive.length; i++) {
            int bin = Math.min(BINS - 1, (int) (probabilities[i] * BINS));
            cases[bin]++;
            sums[bin] += probabilities[i];
            hits[bin] += positive[i] ? 1 : 0;
            variances[bin] += probabilities[i] * (1 - probabilities[i]);
        }
        double plain = 0;
        double chance = 0;
        double squares = 0;
        for (int b = 0; b < BINS; b++) {
            if (cases[b] == 0) {
                continue;
            }
            double gap = (sums[b] - hits[b]) / cases[b];
            double frequency = hits[b] / cases[b];
            plain += cases[b] * Math.abs(gap);
            chance += Math.sqrt(2 / Math.PI * variances[b]);
            // A bin of one case tells nothing of its variance.
            squares += cases[b] > 1 ? cases[b] * (gap * gap - frequency * (1 - frequency) / (cases[b] - 1)) : 0;
        }
        int n = positive.length;
        return new BinnedError(plain / n, chance / n, Math.sqrt(Math.max(0, squares / n)));
    }
}
