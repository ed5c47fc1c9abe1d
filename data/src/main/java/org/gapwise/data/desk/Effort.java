package org.gapwise.data.desk;

import org.gapwise.core.ConfigException;

/**
 * What an import may take of the machine; it changes no result.
 *
 * @param memory for DuckDB, e.g. {@code 1GB}; what does not fit goes to disk
 */
public record Effort(String memory, int threads) {

    public Effort {
        if (!memory.matches("[0-9]+(\\.[0-9]+)?(MB|GB)") || threads < 1) {
            throw new ConfigException(
                    memory + " and " + threads + " threads are no limits.", "memory, threads", "Give e.g. 1GB and 2.");
        }
    }

    /** One gigabyte, and up to four threads. */
    public static Effort usual() {
        return new Effort("1GB", Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors())));
    }
}
