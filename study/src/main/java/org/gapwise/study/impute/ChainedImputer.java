package org.gapwise.study.impute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chained equations (van Buuren, Groothuis-Oudshoorn, J Stat Softw 2011) without the draws: each column in turn is
 * guessed from all others by ridge regression, those with the fewest gaps first, over several rounds that begin with
 * {@link MeanImputer}. A category takes the level whose score is largest. The regressions of all rounds are kept and
 * run over a new case in the same order, as scikit-learn's IterativeImputer does.
 *
 * @param rounds passes over the columns
 * @param penalty on the squared weights
 */
record ChainedImputer(int rounds, double penalty) implements Imputer {

    ChainedImputer {
        if (rounds < 1 || !(penalty > 0)) {
            throw new IllegalArgumentException("rounds is " + rounds + " and penalty " + penalty
                    + ": there is at least one round, and the penalty is above 0");
        }
    }

    /** One regression of the chain. */
    private record Link(int column, Ridge ridge) {}

    @Override
    public Guess fit(Columns columns, List<Row> training) {
        Design design = Design.of(columns);
        Guess start = new MeanImputer().fit(columns, training);
        List<double[]> completed =
                training.stream().map(row -> design.expand(start.complete(row))).toList();
        List<Link> chain = new ArrayList<>();
        List<Integer> order = order(columns.count(), training);
        for (int round = 0; round < rounds; round++) {
            for (int column : order) {
                Link link = new Link(column, learn(design, column, training, completed));
                chain.add(link);
                for (int i = 0; i < training.size(); i++) {
                    run(design, link, training.get(i), completed.get(i));
                }
            }
        }
        return row -> complete(design, start, chain, row);
    }

    private static double[] complete(Design design, Guess start, List<Link> chain, Row row) {
        double[] values = start.complete(row);
        double[] x = design.expand(values);
        chain.forEach(link -> run(design, link, row, x));
        for (int f = 0; f < values.length; f++) {
            values[f] = row.present()[f] ? values[f] : design.get(x, f);
        }
        return values;
    }

    private static void run(Design design, Link link, Row row, double[] x) {
        if (!row.present()[link.column]) {
            design.put(x, link.column, link.ridge.predict(x, design.quantity()[link.column]));
        }
    }

    /** Columns that somebody has, those with the fewest gaps first. */
    private static List<Integer> order(int columns, List<Row> training) {
        long[] known = new long[columns];
        for (Row row : training) {
            for (int f = 0; f < columns; f++) {
                known[f] += row.present()[f] ? 1 : 0;
            }
        }
        return IntStream.range(0, columns)
                .filter(f -> known[f] > 0)
                .boxed()
                .sorted(Comparator.comparingLong(f -> -known[f]))
                .toList();
    }

    private Ridge learn(Design design, int column, List<Row> training, List<double[]> completed) {
        List<double[]> known = IntStream.range(0, training.size())
                .filter(i -> training.get(i).present()[column])
                .mapToObj(completed::get)
                .toList();
        int begin = design.from()[column];
        double low = known.stream().mapToDouble(x -> x[begin]).min().orElse(0);
        double high = known.stream().mapToDouble(x -> x[begin]).max().orElse(0);
        return new Ridge(Ridge.solve(design.gram(known), begin, design.from()[column + 1], penalty), low, high);
    }
}
