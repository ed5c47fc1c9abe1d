package org.gapwise.study.impute;

/**
 * Completed rows as the numbers of a regression: a quantity as it is, a category as one column a level, and a last
 * column of ones.
 *
 * @param from where the numbers of a column begin; its last entry is where the ones stand
 */
record Design(int[] from, boolean[] quantity) {

    static Design of(Columns columns) {
        int[] from = new int[columns.count() + 1];
        boolean[] quantity = new boolean[columns.count()];
        for (int f = 0; f < quantity.length; f++) {
            quantity[f] = columns.levels(f) == 0;
            from[f + 1] = from[f] + Math.max(1, columns.levels(f));
        }
        return new Design(from, quantity);
    }

    int columns() {
        return quantity.length;
    }

    int width() {
        return from[columns()] + 1;
    }

    double[] expand(double[] values) {
        double[] x = new double[width()];
        for (int f = 0; f < values.length; f++) {
            put(x, f, values[f]);
        }
        x[width() - 1] = 1;
        return x;
    }

    void put(double[] x, int column, double value) {
        for (int i = from[column]; i < from[column + 1]; i++) {
            x[i] = quantity[column] ? value : i - from[column] == (int) value ? 1 : 0;
        }
    }

    double get(double[] x, int column) {
        if (quantity[column]) {
            return x[from[column]];
        }
        int level = 0;
        while (x[from[column] + level] == 0) {
            level++;
        }
        return level;
    }

    /** Sum of the outer products of the rows with themselves, its lower half; {@code rows} are expanded. */
    double[][] gram(Iterable<double[]> rows) {
        double[][] gram = new double[width()][width()];
        for (double[] x : rows) {
            for (int a = 0; a < x.length; a++) {
                if (x[a] != 0) {
                    double[] line = gram[a];
                    for (int b = 0; b <= a; b++) {
                        line[b] += x[a] * x[b];
                    }
                }
            }
        }
        return gram;
    }
}
