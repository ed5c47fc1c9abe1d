package org.gapwise.data.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.metrics.Normal;

/**
 * Values of one thing in one part.
 *
 * @param values rising
 * @param groups different patients behind them: what counts in a test
 */
record Sample(double[] values, double groups) {

    private static final int TERMS = 100;

    static Sample of(List<Case> cases, String feature) {
        List<Case> having =
                cases.stream().filter(one -> one.numbers().containsKey(feature)).toList();
        double[] values = having.stream()
                .map(one -> one.numbers().get(feature))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return new Sample(values, groups(having));
    }

    /** Ones and zeros of those who are asked. */
    static Sample of(List<Case> cases, Predicate<Case> asked, Predicate<Case> yes) {
        List<Case> having = cases.stream().filter(asked).toList();
        return new Sample(
                having.stream()
                        .mapToDouble(one -> yes.test(one) ? 1 : 0)
                        .sorted()
                        .toArray(),
                groups(having));
    }

    private static double groups(List<Case> cases) {
        return cases.stream().map(Case::group).distinct().count();
    }

    double mean() {
        return Arrays.stream(values).average().orElse(0);
    }

    /** Largest distance of the two distribution functions. */
    double distance(Sample other) {
        double most = 0;
        int i = 0;
        int j = 0;
        while (i < values.length && j < other.values.length) {
            double at = Math.min(values[i], other.values[j]);
            while (i < values.length && values[i] == at) {
                i++;
            }
            while (j < other.values.length && other.values[j] == at) {
                j++;
            }
            most = Math.max(most, Math.abs(i / (double) values.length - j / (double) other.values.length));
        }
        return most;
    }

    /** Kolmogorov's limit with Stephens' correction for small samples (Stephens, J. R. Stat. Soc. B 32, 1970). */
    double p(Sample other, double distance) {
        double root = Math.sqrt(groups * other.groups / (groups + other.groups));
        double lambda = (root + 0.12 + 0.11 / root) * distance;
        double sum = 0;
        for (int k = 1; k <= TERMS; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * lambda * lambda);
        }
        return lambda < 0.2 ? 1 : Math.max(0, Math.min(1, sum));
    }

    /** Two shares, by the normal approximation with the pooled share. */
    double pOfRates(Sample other) {
        double pooled = (mean() * groups + other.mean() * other.groups) / (groups + other.groups);
        double error = Math.sqrt(pooled * (1 - pooled) * (1 / groups + 1 / other.groups));
        return error == 0 ? 1 : Normal.twoSided((mean() - other.mean()) / error);
    }
}
