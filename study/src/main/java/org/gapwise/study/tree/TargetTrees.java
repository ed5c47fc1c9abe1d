package org.gapwise.study.tree;

import java.util.Optional;

/**
 * Answers about one target: trees, or the base rate where there was nothing to learn or nothing to see.
 *
 * @param trees empty where the training cases are all alike
 * @param rate share of positives among the training cases
 */
record TargetTrees(String target, Optional<Trees> trees, double rate) implements AutoCloseable {

    /** Asked only about rows with something in them; see {@link Grid#empty(int)} for the others. */
    double[] predict(Grid grid) {
        double[] answers = trees.map(grown -> grown.predict(grid)).orElseGet(() -> new double[grid.rows()]);
        for (int row = 0; row < grid.rows(); row++) {
            answers[row] = trees.isEmpty() || grid.empty(row) ? rate : answers[row];
        }
        return answers;
    }

    /** What a reader of each prediction should know. */
    Optional<String> warning() {
        return trees.isPresent()
                ? Optional.empty()
                : Optional.of(target + " was all alike in training: this is its base rate");
    }

    @Override
    public void close() {
        trees.ifPresent(Trees::close);
    }
}
