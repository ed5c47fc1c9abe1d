package org.gapwise.data.simulate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How often each state occurs: a share of patients has nothing (devices apart); the others follow a log-linear model
 * with pairwise couplings whose fields are fitted to given prevalences.
 */
final class Prior {

    private static final int ROUNDS = 20;

    /** Two findings that occur together more ({@code logOdds} above 0) or less often than chance. */
    record Coupling(Finding one, Finding other, double logOdds) {}

    private final double[] weight;
    private final double[] cumulative;

    private Prior(double[] weight) {
        this.weight = weight;
        this.cumulative = new double[weight.length];
        double sum = 0;
        for (int s = 0; s < weight.length; s++) {
            sum += weight[s];
            cumulative[s] = sum;
        }
    }

    /**
     * @param clear share of patients with no finding but perhaps devices
     * @param prevalence of each finding among the others; that of devices holds for all
     */
    static Prior of(double clear, Map<Finding, Double> prevalence, List<Coupling> couplings) {
        double[] ill = logLinear(prevalence, couplings);
        double devices = prevalence.getOrDefault(Finding.SUPPORT_DEVICES, 0.0);
        double[] weight = new double[Finding.STATES];
        for (int s = 0; s < weight.length; s++) {
            weight[s] = (1 - clear) * ill[s];
        }
        weight[0] += clear * (1 - devices);
        weight[Finding.SUPPORT_DEVICES.bit()] += clear * devices;
        return new Prior(weight);
    }

    private static double[] logLinear(Map<Finding, Double> prevalence, List<Coupling> couplings) {
        Map<Finding, Double> field = new EnumMap<>(Finding.class);
        prevalence.forEach((finding, p) -> field.put(finding, logit(p)));
        double[] weight = states(field, couplings);
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<Finding, Double> wanted : prevalence.entrySet()) {
                double now = share(weight, wanted.getKey());
                double change = logit(wanted.getValue()) - logit(now);
                field.merge(wanted.getKey(), change, Double::sum);
                weight = states(field, couplings);
            }
        }
        return weight;
    }

    private static double[] states(Map<Finding, Double> field, List<Coupling> couplings) {
        Belief belief = new Belief();
        for (Finding finding : Finding.values()) {
            belief.add(finding, field.getOrDefault(finding, Double.NEGATIVE_INFINITY));
        }
        couplings.forEach(c -> belief.add(c.one(), c.other(), c.logOdds()));
        double[] weight = belief.likelihood();
        double total = 0;
        for (double w : weight) {
            total += w;
        }
        for (int s = 0; s < weight.length; s++) {
            weight[s] /= total;
        }
        return weight;
    }

    private static double share(double[] weight, Finding finding) {
        double sum = 0;
        for (int s = 0; s < weight.length; s++) {
            if (finding.in(s)) {
                sum += weight[s];
            }
        }
        return sum;
    }

    private static double logit(double p) {
        return StrictMath.log(p / (1 - p));
    }

    /** The chance of a state. */
    double of(int state) {
        return weight[state];
    }

    int draw(SplittableRandom random) {
        double at = random.nextDouble() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Turns likelihoods of states into posterior weights, in place. */
    void multiplyInto(double[] likelihood) {
        for (int s = 0; s < likelihood.length; s++) {
            likelihood[s] *= weight[s];
        }
    }
}
