package org.gapwise.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How much memory the process will hold at most, by what holds it.
 *
 * @param stage that needs most
 * @param batch cases in a batch of that stage
 * @param piece most cases that this process computes at once
 * @param pieces that its share of a batch is computed in
 */
public record MemoryForecast(String stage, int batch, int piece, int pieces, List<Part> parts) {

    private static final double MILLION = 1e6;

    /**
     * @param kept whether the process has to keep it; what is mapped from a file is given back when memory gets scarce
     */
    public record Part(String name, long bytes, boolean kept) {}

    /** The stage that needs most. */
    static MemoryForecast largest(List<MemoryForecast> stages) {
        return stages.stream()
                .max(Comparator.comparingLong(MemoryForecast::peak))
                .orElseThrow();
    }

    /** The largest resident size of the process. */
    public long peak() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /** What has to fit into a limit. */
    public long needed() {
        return parts.stream().filter(Part::kept).mapToLong(Part::bytes).sum();
    }

    /** A line a part. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        parts.forEach(part -> lines.add(String.format(Locale.ROOT, "%9s  %s", megabytes(part.bytes), part.name)));
        return lines;
    }

    /** Bytes in millions, in words. */
    public static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.0f MB", bytes / MILLION);
    }
}
