package org.gapwise.study.impute;

import java.util.List;

/** A way to guess the cells that a case lacks from those it has. */
sealed interface Imputer permits MeanImputer, NearestImputer, ChainedImputer {

    /** Learns from the training cases; what it gives depends on nothing else. */
    Guess fit(Columns columns, List<Row> training);

    /** A fitted imputer. */
    @FunctionalInterface
    interface Guess {

        /** A value for each column; where the row has one, that one. */
        double[] complete(Row row);
    }
}
