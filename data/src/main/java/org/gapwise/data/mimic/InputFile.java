package org.gapwise.data.mimic;

import java.nio.file.Path;

/**
 * A table as it was read.
 *
 * @param set data set that it belongs to
 * @param path below that data set's folder
 * @param listed whether SHA256SUMS.txt names it, and agrees
 * @param copy the Parquet copy of the columns that are read
 */
public record InputFile(
        String table, String set, String path, String sha256, long bytes, long rows, boolean listed, Path copy) {}
