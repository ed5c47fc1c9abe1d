package org.gapwise.spark;

import java.util.Set;
import org.apache.spark.api.java.JavaRDD;

/** A table of any size, whose rows are read by many tasks. */
sealed interface Source permits TextSource, ParquetSource {

    /** How many rows are put before the model at a time, as {@code gapwise predict} does. */
    int TOGETHER = 64;

    /** Does it with all rows, each in one task. */
    <T> JavaRDD<T> with(TableWork<T> work, Set<String> columns);
}
