package org.gapwise.data.table;

/**
 * What a text table may cost before we stop believing that it is one.
 *
 * @param ratio unpacked bytes per packed byte of a gzip file larger than 16 MiB
 * @param bytes unpacked
 * @param line bytes in one line, and characters in one cell
 * @param columns in the header
 */
public record TableLimits(int ratio, long bytes, int line, int columns) {

    static final long RATIO_FREE_BYTES = 16L << 20;

    public static final TableLimits USUAL = new TableLimits(200, 64L << 30, 1 << 20, 20_000);
}
