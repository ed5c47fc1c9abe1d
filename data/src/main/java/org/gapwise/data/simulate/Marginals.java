package org.gapwise.data.simulate;

/** From weights of states to probabilities of labels. */
final class Marginals {

    private static final int NO_FINDING = Finding.LABELS.indexOf(Finding.NO_FINDING);
    private static final int[] LABEL = labelOfFinding();

    private Marginals() {}

    /**
     * @param weight [8192], not negative, any scale; used up
     * @return [14] in the order of {@link Finding#LABELS}
     */
    static double[] of(double[] weight) {
        double[] probability = new double[Finding.LABELS.size()];
        double clear = weight[0] + weight[Finding.SUPPORT_DEVICES.bit()];
        for (int k = Finding.COUNT - 1; k >= 0; k--) {
            int half = 1 << k;
            double present = 0;
            for (int s = 0; s < half; s++) {
                present += weight[half + s];
                weight[s] += weight[half + s];
            }
            probability[LABEL[k]] = present;
        }
        double total = weight[0];
        if (!(total > 0) || Double.isInfinite(total)) {
            throw new IllegalStateException("the weights of the states sum to " + total);
        }
        probability[NO_FINDING] = clear;
        for (int i = 0; i < probability.length; i++) {
            probability[i] = Math.min(1, probability[i] / total);
        }
        return probability;
    }

    private static int[] labelOfFinding() {
        int[] label = new int[Finding.COUNT];
        for (Finding finding : Finding.values()) {
            label[finding.ordinal()] = Finding.LABELS.indexOf(finding.label());
        }
        return label;
    }
}
