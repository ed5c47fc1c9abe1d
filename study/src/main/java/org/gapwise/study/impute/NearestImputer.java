package org.gapwise.study.impute;

import java.util.Arrays;
import java.util.List;

/**
 * The mean, or the commonest level, over the k nearest training cases that have the cell (Troyanskaya et al.,
 * Bioinformatics 2001, in the form that scikit-learn's KNNImputer gave it). Each column has its own donors. The
 * distance is Euclidean over what both cases have, scaled up to all columns; a quantity counts in deviations, another
 * level as one deviation. A case that shares nothing with any donor gets the training mean.
 *
 * @param k neighbours; fewer where fewer have the cell
 */
record NearestImputer(int k) implements Imputer {

    NearestImputer {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ", must be at least 1");
        }
    }

    @Override
    public Guess fit(Columns columns, List<Row> training) {
        List<Row> donors = List.copyOf(training);
        double[] middle = MeanImputer.middle(columns, training);
        boolean[] quantity = new boolean[columns.count()];
        for (int f = 0; f < quantity.length; f++) {
            quantity[f] = columns.levels(f) == 0;
        }
        return row -> {
            double[] distances = new double[donors.size()];
            for (int i = 0; i < distances.length; i++) {
                distances[i] = distance(row, donors.get(i), quantity);
            }
            double[] values = new double[middle.length];
            for (int f = 0; f < values.length; f++) {
                values[f] = row.present()[f] ? row.values()[f] : middle[f];
                if (!row.present()[f]) {
                    int[] nearest = nearest(f, donors, distances);
                    if (nearest.length > 0) {
                        values[f] = quantity[f]
                                ? mean(f, donors, nearest)
                                : commonest(f, columns.levels(f), donors, nearest);
                    }
                }
            }
            return values;
        };
    }

    /** Squared, mean over the columns that both have, which orders as the scaled one does; infinite without any. */
    private static double distance(Row a, Row b, boolean[] quantity) {
        double sum = 0;
        int shared = 0;
        for (int f = 0; f < quantity.length; f++) {
            if (a.present()[f] && b.present()[f]) {
                double apart = a.values()[f] - b.values()[f];
                sum += quantity[f] ? apart * apart : apart == 0 ? 0 : 1;
                shared++;
            }
        }
        return shared == 0 ? Double.POSITIVE_INFINITY : sum / shared;
    }

    /** At most k donors that have the column, nearest first; of equally near ones the earlier. */
    private int[] nearest(int column, List<Row> donors, double[] distances) {
        int[] nearest = new int[k];
        int found = 0;
        for (int i = 0; i < distances.length; i++) {
            boolean near = found < k || distances[i] < distances[nearest[found - 1]];
            if (near && donors.get(i).present()[column] && distances[i] < Double.POSITIVE_INFINITY) {
                int at = found < k ? found++ : k - 1;
                while (at > 0 && distances[i] < distances[nearest[at - 1]]) {
                    nearest[at] = nearest[at - 1];
                    at--;
                }
                nearest[at] = i;
            }
        }
        return Arrays.copyOf(nearest, found);
    }

    private static double mean(int column, List<Row> donors, int[] nearest) {
        double sum = 0;
        for (int i : nearest) {
            sum += donors.get(i).values()[column];
        }
        return sum / nearest.length;
    }

    private static int commonest(int column, int levels, List<Row> donors, int[] nearest) {
        double[] votes = new double[levels];
        for (int i : nearest) {
            votes[(int) donors.get(i).values()[column]]++;
        }
        return MeanImputer.largest(votes);
    }
}
