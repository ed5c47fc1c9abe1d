package org.gapwise.core.missingness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;

/**
 * Says of a loss what it depends on, from whole cases and who lost something. Two likelihood-ratio tests between
 * logistic regressions: with the observed against a constant, and with the hidden beside the observed against the
 * observed alone. It knows nothing of how the loss was made.
 */
final class Dependence {

    enum Verdict {
        MCAR,
        MAR,
        MNAR
    }

    /** Standard normal quantile of a false alarm in a million. */
    private static final double STRINGENT = 4.753;

    private final Cohort cohort;
    private final List<double[]> observed;
    private final List<double[]> hidden;

    /** Both lists name features or targets. */
    Dependence(Cohort cohort, List<String> observed, List<String> hidden) {
        this.cohort = cohort;
        this.observed = columns(observed);
        this.hidden = columns(hidden);
    }

    /** @param lost positions in the cohort of those that lost something */
    Verdict of(BitSet lost) {
        List<double[]> one = List.of();
        List<double[]> all = new ArrayList<>(observed);
        all.addAll(hidden);
        double none = likelihood(one, lost);
        double seen = likelihood(observed, lost);
        if (2 * (likelihood(all, lost) - seen) > bound(hidden.size())) {
            return Verdict.MNAR;
        }
        return 2 * (seen - none) > bound(observed.size()) ? Verdict.MAR : Verdict.MCAR;
    }

    /** Quantile of chi-square by Wilson and Hilferty (PNAS 1931). */
    private static double bound(int freedom) {
        double spread = 2.0 / (9 * freedom);
        return freedom * Math.pow(1 - spread + STRINGENT * Math.sqrt(spread), 3);
    }

    private List<double[]> columns(List<String> names) {
        List<double[]> columns = new ArrayList<>();
        for (String name : names) {
            if (cohort.schema().targetNames().contains(name)) {
                columns.add(column(c -> c.labels().containsKey(name) ? 1 : 0, c -> answer(c, name)));
                continue;
            }
            Feature feature = cohort.schema().features().stream()
                    .filter(f -> f.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            if (feature instanceof Categorical categorical) {
                for (String level :
                        categorical.levels().subList(1, categorical.levels().size())) {
                    columns.add(column(c -> 1, c -> level.equals(c.categories().get(name)) ? 1 : 0));
                }
            } else {
                columns.add(column(c -> c.has(feature) ? 1 : 0, c -> c.numbers().getOrDefault(name, 0.0)));
            }
        }
        return columns;
    }

    private static double answer(Case one, String target) {
        return one.labels().get(target) == Label.POSITIVE ? 1 : 0;
    }

    /** Standardised; 0 where it is not there. */
    private double[] column(ToDoubleFunction<Case> there, ToDoubleFunction<Case> value) {
        double[] weight = cohort.cases().stream().mapToDouble(there).toArray();
        double[] column = cohort.cases().stream().mapToDouble(value).toArray();
        double known = Arrays.stream(weight).sum();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < column.length; i++) {
            sum += weight[i] * column[i];
            squares += weight[i] * column[i] * column[i];
        }
        double mean = sum / known;
        double deviation = Math.sqrt(squares / known - mean * mean);
        for (int i = 0; i < column.length; i++) {
            column[i] = weight[i] * (column[i] - mean) / deviation;
        }
        return column;
    }

    /** The greatest log likelihood of a logistic regression with a constant, by Newton's method. */
    private double likelihood(List<double[]> columns, BitSet lost) {
        int width = columns.size() + 1;
        double[] weights = new double[width];
        double likelihood = 0;
        for (int step = 0; step < 12; step++) {
            double[][] system = new double[width][width + 1];
            likelihood = 0;
            for (int i = 0; i < cohort.size(); i++) {
                likelihood += add(row(columns, i), weights, lost.get(i), system);
            }
            double[] change = solve(system);
            Arrays.setAll(weights, k -> weights[k] + change[k]);
        }
        return likelihood;
    }

    private static double[] row(List<double[]> columns, int i) {
        double[] row = new double[columns.size() + 1];
        row[0] = 1;
        for (int k = 1; k < row.length; k++) {
            row[k] = columns.get(k - 1)[i];
        }
        return row;
    }

    /** Adds a case to the normal equations and gives its log likelihood. */
    private static double add(double[] row, double[] weights, boolean lost, double[][] system) {
        double sum = 0;
        for (int k = 0; k < row.length; k++) {
            sum += row[k] * weights[k];
        }
        double probability = 1 / (1 + Math.exp(-sum));
        for (int k = 0; k < row.length; k++) {
            for (int l = 0; l < row.length; l++) {
                system[k][l] += probability * (1 - probability) * row[k] * row[l];
            }
            system[k][row.length] += ((lost ? 1 : 0) - probability) * row[k];
        }
        return Math.log(lost ? probability : 1 - probability);
    }

    /** Gauss and Jordan; the matrix is positive definite, so that no row has to be changed for another. */
    private static double[] solve(double[][] system) {
        int width = system.length;
        for (int p = 0; p < width; p++) {
            for (int r = 0; r < width; r++) {
                double factor = r == p ? 0 : system[r][p] / system[p][p];
                for (int c = p; c <= width; c++) {
                    system[r][c] -= factor * system[p][c];
                }
            }
        }
        double[] solution = new double[width];
        Arrays.setAll(solution, r -> system[r][width] / system[r][r]);
        return solution;
    }
}
