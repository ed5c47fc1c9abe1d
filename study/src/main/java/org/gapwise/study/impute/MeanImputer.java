package org.gapwise.study.impute;

import java.util.List;

/** The training mean of a quantity and the commonest level of a category; of equally common levels the first. */
record MeanImputer() implements Imputer {

    @Override
    public Guess fit(Columns columns, List<Row> training) {
        double[] middle = middle(columns, training);
        return row -> {
            double[] values = middle.clone();
            for (int f = 0; f < values.length; f++) {
                values[f] = row.present()[f] ? row.values()[f] : middle[f];
            }
            return values;
        };
    }

    /** What stands for each column when nothing else is known; what nobody ever measured gets 0 or the first level. */
    static double[] middle(Columns columns, List<Row> training) {
        double[] middle = new double[columns.count()];
        for (int f = 0; f < middle.length; f++) {
            // A quantity is counted in deviations from its mean, so that 0 is the mean.
            middle[f] = columns.levels(f) == 0 ? 0 : commonest(f, columns.levels(f), training);
        }
        return middle;
    }

    private static int commonest(int column, int levels, List<Row> training) {
        double[] votes = new double[levels];
        for (Row row : training) {
            if (row.present()[column]) {
                votes[(int) row.values()[column]]++;
            }
        }
        return largest(votes);
    }

    /** Position of the largest value, the first of several. */
    static int largest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
