package org.gapwise.spark;

import org.gapwise.core.ConfigException;
import org.gapwise.core.Problems;

/**
 * What is asked of which model. Paths may be of any file system that Hadoop knows.
 *
 * @param model folder of a bundle: of this machine, or with the scheme of another file system
 * @param table a file, a folder of files, or a pattern; CSV (also packed by gzip) or Parquet
 * @param pictures folder of the pictures of all modalities; empty: beside the table, as the schema says
 * @param out folder of Parquet files to make
 * @param rows how many a task has, but for the last of a file
 */
public record ScoringRequest(String model, String table, String pictures, String out, int rows) {

    /** A task of this size takes a minute or so, and its answers are a file of some size. */
    public static final int ROWS = 16_384;

    /** Refuses what cannot be meant. */
    void check() {
        Problems problems = new Problems();
        if (rows < Source.TOGETHER || rows % Source.TOGETHER != 0) {
            problems.add(
                    "is " + rows + ".",
                    "--rows",
                    "Give a multiple of " + Source.TOGETHER + ": so many cases are put before the model together.");
        }
        problems.throwIfAny(ConfigException::new);
    }
}
