package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.gapwise.core.Seeds;
import org.gapwise.core.file.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is killed again and again ends with the same weights as one that was left alone. */
final class StoppedRunIT {

    private static final int KILLS = 5;
    private static final int EPOCHS = 40;
    private static final int SIGTERM = 143;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        SmallData.write(folder);
    }

    @Test
    void fiveKillsAtRandomMomentsChangeNoBit() throws Exception {
        Program program = new Program(folder);
        long begun = System.nanoTime();
        program.run(args("undisturbed")).done();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        SplittableRandom random = Seeds.of(11, "kills");
        int killed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Program.Started run = program.start(args("killed", "--resume"));
            boolean ended = run.process().waitFor(millis / 5 + random.nextLong(millis / 2), TimeUnit.MILLISECONDS);
            run.process().destroyForcibly().waitFor();
            killed += ended ? 0 : 1;
            if (Files.exists(folder.resolve("killed"))) {
                break;
            }
        }
        System.out.printf("StoppedRunIT killed a run %d times%n", killed);
        if (!Files.exists(folder.resolve("killed"))) {
            program.run(args("killed", "--resume")).done();
        }
        assertThat(killed).isPositive();
        assertThat(weights("killed")).isEqualTo(weights("undisturbed"));
        assertThat(folder.resolve("killed.run")).doesNotExist();
    }

    @Test
    void aRunThatIsToldToStopSaysHowToGoOn() throws Exception {
        Program program = new Program(folder);
        Program.Started run = program.start(args("told"));
        Path checkpoint = folder.resolve("told.run/checkpoint.safetensors");
        while (run.process().isAlive() && !Files.exists(checkpoint)) {
            Thread.sleep(20);
        }
        run.process().destroy();
        Program.Run stopped = Program.await(run);
        assertThat(stopped.exit()).as(stopped.err()).isEqualTo(SIGTERM);
        assertThat(stopped.err()).contains("--resume");
        assertThat(folder.resolve("told")).doesNotExist();
        Program.Run again = program.run(args("told"));
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("told.run", "--resume");
        program.run(args("told", "--resume")).done();
        assertThat(folder.resolve("told.run")).doesNotExist();
    }

    private String[] args(String out, String... more) {
        List<String> args = new ArrayList<>(SmallData.training(EPOCHS, out));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private String weights(String model) {
        return Sha256.of(folder.resolve(model).resolve("weights.safetensors"));
    }
}
