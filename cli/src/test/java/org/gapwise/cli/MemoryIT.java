package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forecast of memory beside what a process takes; how close it is where sizes matter is in docs/benchmarks. */
class MemoryIT {

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*([0-9]+) kB");

    @TempDir
    private Path folder;

    @Test
    void aDryRunForetellsWhatTrainingThenTakes() throws Exception {
        SmallData.write(folder);
        assumeThat(Path.of("/proc/self/status")).exists();
        Program program = new Program(folder);
        long foretold = memory(program, List.of(args(8))).path("bytes").asLong();
        assertThat(folder.resolve("model")).doesNotExist();
        assertThat(folder.resolve("model.run")).doesNotExist();

        Program.Started training = program.start(args(8));
        long taken = 0;
        while (training.process().isAlive()) {
            taken = Math.max(taken, peak(training.process().pid()));
            Thread.sleep(20);
        }
        Program.await(training).done();
        assertThat((double) foretold / taken).isBetween(0.65, 1.6);
    }

    @Test
    void aLimitDividesBatchesAndOneThatNothingFitsIsRefused() throws Exception {
        SmallData.write(folder);
        Program program = new Program(folder);
        JsonNode whole = large(program, "--pieces=1");
        JsonNode divided = large(program, "--pieces=4");
        long between = (whole.path("bytes").asLong() + divided.path("bytes").asLong()) / 2;
        JsonNode fitting = large(program, String.format(Locale.ROOT, "--memory=%.3fMB", between / 1e6));
        assertThat(fitting.path("pieces").asInt()).isBetween(2, 4);
        assertThat(fitting.path("bytes").asLong()).isLessThanOrEqualTo(between);

        Program.Run refused = program.run(args(2, "--memory=20MB"));
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("--memory", "20 MB", "cases at once").doesNotContain("\tat ");
        assertThat(folder.resolve("model")).doesNotExist();
        Program.Run odd = program.run(args(2, "--memory=4gigs"));
        assertThat(odd.exit()).isEqualTo(2);
        assertThat(odd.err()).contains("is no size of memory");
    }

    /** Pictures large enough for a batch to weigh something. */
    private static JsonNode large(Program program, String division) throws IOException, InterruptedException {
        return memory(
                program,
                List.of(
                        "train",
                        "schema.toml",
                        "--preset=quick",
                        "--set=vision.image_size=128",
                        "--out=model",
                        division));
    }

    private static JsonNode memory(Program program, List<String> training) throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(training);
        args.addAll(List.of("--dry-run", "--json"));
        return new ObjectMapper()
                .readTree(program.run(args.toArray(String[]::new)).done().out())
                .path("memory");
    }

    private static String[] args(int epochs, String... more) {
        List<String> args = new ArrayList<>(SmallData.training(epochs, "model"));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private static long peak(long process) {
        try {
            Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc", String.valueOf(process), "status")));
            return peak.find() ? Long.parseLong(peak.group(1)) * 1024 : 0;
        } catch (IOException e) {
            return 0; // it has just ended
        }
    }
}
