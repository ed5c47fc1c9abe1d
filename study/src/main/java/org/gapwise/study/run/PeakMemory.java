package org.gapwise.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The largest memory that this process has held since the last time it was asked to forget; on Linux alone. */
final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final String PEAK = "VmHWM:";
    /** Resets the peak and touches no page (man 5 proc). */
    private static final String RESET_PEAK = "5";

    private PeakMemory() {}

    static void forget() {
        try {
            Files.writeString(CLEAR, RESET_PEAK);
        } catch (IOException e) {
            // Another system, or not allowed: megabytes() then tells the peak of the whole run.
        }
    }

    static OptionalDouble megabytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }
}
