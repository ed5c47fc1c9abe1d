package org.gapwise.study.tree;

import java.util.Arrays;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Boosted trees for one target (Chen, Guestrin, KDD 2016). Each split learns on which side a missing number goes; in
 * this class, and nowhere else, an absent number is NaN, as the library wants it.
 */
final class Trees implements AutoCloseable {

    /** Rounds where there is no validation case to say when to stop. */
    private static final int UNJUDGED = 100;

    private static final int MOST = 500;
    private static final int PATIENCE = 30;

    private final Booster booster;
    private final int rounds;

    private Trees(Booster booster, int rounds) {
        this.booster = booster;
        this.rounds = rounds;
    }

    /**
     * How to grow.
     *
     * @param threads of the library; they change no bit of the result. More than one is slow beside other work, because
     *     the library's threads wait for each other by spinning.
     */
    record Growth(int seed, int threads) {

        private Map<String, Object> parameters() {
            return Map.ofEntries(
                    Map.entry("objective", "binary:logistic"),
                    Map.entry("eval_metric", "logloss"),
                    Map.entry("tree_method", "hist"),
                    Map.entry("eta", 0.1),
                    Map.entry("max_depth", 4),
                    Map.entry("min_child_weight", 2),
                    Map.entry("subsample", 0.8),
                    Map.entry("colsample_bytree", 0.8),
                    Map.entry("seed", seed),
                    Map.entry("nthread", threads),
                    Map.entry("verbosity", 0));
        }
    }

    /** Grows trees until {@code valid} has not been told better for a while, and keeps those up to the best round. */
    static Trees fit(Sample train, Sample valid, Growth growth) {
        try {
            DMatrix matrix = matrix(train);
            try {
                Booster booster = XGBoost.train(matrix, growth.parameters(), 0, Map.of(), null, null);
                return new Trees(
                        booster, valid.size() == 0 ? unjudged(booster, matrix) : judged(booster, matrix, valid));
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("the trees could not be grown: " + e.getMessage(), e);
        }
    }

    private static int unjudged(Booster booster, DMatrix train) throws XGBoostError {
        for (int round = 0; round < UNJUDGED; round++) {
            booster.update(train, round);
        }
        return UNJUDGED;
    }

    private static int judged(Booster booster, DMatrix train, Sample valid) throws XGBoostError {
        DMatrix judge = matrix(valid);
        try {
            int best = 0;
            float least = Float.POSITIVE_INFINITY;
            for (int round = 0; round < MOST && round - best < PATIENCE; round++) {
                booster.update(train, round);
                float[] loss = new float[1];
                booster.evalSet(new DMatrix[] {judge}, new String[] {"valid"}, round, loss);
                if (loss[0] < least) {
                    least = loss[0];
                    best = round;
                }
            }
            return best + 1;
        } finally {
            judge.dispose();
        }
    }

    /** A probability a row. */
    synchronized double[] predict(Grid grid) {
        try {
            float[][] answers = booster.inplace_predict(
                    border(grid), grid.rows(), grid.columns(), Float.NaN, new int[] {0, rounds});
            return Arrays.stream(answers).mapToDouble(row -> row[0]).toArray();
        } catch (XGBoostError e) {
            throw new IllegalStateException("the trees could not be asked: " + e.getMessage(), e);
        }
    }

    int rounds() {
        return rounds;
    }

    @Override
    public void close() {
        booster.dispose();
    }

    private static DMatrix matrix(Sample sample) throws XGBoostError {
        Grid grid = sample.grid();
        DMatrix matrix = new DMatrix(border(grid), grid.rows(), grid.columns(), Float.NaN);
        matrix.setLabel(sample.labels());
        return matrix;
    }

    private static float[] border(Grid grid) {
        float[] values = grid.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = grid.present()[i] ? values[i] : Float.NaN;
        }
        return values;
    }
}
