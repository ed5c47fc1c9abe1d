package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thousands of training steps hold no more native memory than hundreds. */
class NativeMemoryIT {
    private static final int LIMIT_KB = 10_000;

    private record Held(long kilobytes, long pointers) {}

    @BeforeEach
    void onLinux() {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "skipped: resident memory is read from /proc, not here");
    }

    @Test
    void memoryDoesNotGrowWithSteps() throws Exception {
        List<Held> held = probe("5000");
        assertThat(held.get(1).pointers()).isLessThanOrEqualTo(held.get(0).pointers());
        assertThat(held.get(1).kilobytes() - held.get(0).kilobytes())
                .as("kB grown from step 500 to 5,000")
                .isLessThan(LIMIT_KB);
    }

    @Test
    void aLeakWouldBeNoticed() throws Exception {
        List<Held> held = probe("1500", "leaky");
        assertThat(held.get(1).kilobytes() - held.get(0).kilobytes()).isGreaterThan(LIMIT_KB);
    }

    /** One collector and one compiler, each small: late compilation on a busy machine took memory like a leak. */
    private static List<Held> probe(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryProbe.class.getName()));
        command.addAll(Arrays.asList(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines()
                .map(line -> line.split(" "))
                .map(parts -> new Held(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                .toList();
    }
}
