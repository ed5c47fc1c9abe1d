package org.gapwise.data.simulate;

/**
 * The log-likelihood of evidence as a function of the state z, up to a constant: sum_k a_k z_k + sum_(j&lt;k) b_jk z_j
 * z_k, and c when z is clear. Every piece of evidence of the simulator has this form, so pieces add up, and a posterior over all 8192 states
 * costs a few multiplications a state.
 */
final class Belief {

    private final double[] single = new double[Finding.COUNT];
    private final double[][] pair = new double[Finding.COUNT][Finding.COUNT];

    private double clear;

    void add(Finding finding, double logLikelihoodRatio) {
        single[finding.ordinal()] += logLikelihoodRatio;
    }

    void add(Finding one, Finding other, double interaction) {
        int low = Math.min(one.ordinal(), other.ordinal());
        int high = Math.max(one.ordinal(), other.ordinal());
        pair[low][high] += interaction;
    }

    /** Adds to the states with nothing but support devices. */
    void addClear(double logLikelihoodRatio) {
        clear += logLikelihoodRatio;
    }

    /** p(evidence | state) for each state, up to a common factor. */
    double[] likelihood() {
        double[] weight = new double[Finding.STATES];
        double[] factor = new double[Finding.STATES / 2];
        weight[0] = 1;
        for (int k = 0; k < Finding.COUNT; k++) {
            int size = 1 << k;
            factor[0] = StrictMath.exp(single[k]);
            for (int j = 0; j < k; j++) {
                double both = StrictMath.exp(pair[j][k]);
                int half = 1 << j;
                for (int s = 0; s < half; s++) {
                    factor[half + s] = factor[s] * both;
                }
            }
            for (int s = 0; s < size; s++) {
                weight[size + s] = weight[s] * factor[s];
            }
        }
        double well = StrictMath.exp(clear);
        weight[0] *= well;
        weight[Finding.SUPPORT_DEVICES.bit()] *= well;
        return weight;
    }

    /** P(label | evidence) for each of {@link Finding#LABELS}. */
    double[] posterior(Prior prior) {
        double[] weight = likelihood();
        prior.multiplyInto(weight);
        return Marginals.of(weight);
    }
}
