package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.file.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes train one model; one of them is killed. */
class RanksIT {

    private static final int EPOCHS = 15;

    @TempDir
    private Path folder;

    @Test
    void aKilledRankEndsTheOtherAndTheResumedRunHasTheSameBits() throws Exception {
        SmallData.write(folder);
        Program program = new Program(folder);
        int port = freePort();
        Program.Started second = program.start(args("undisturbed", 1, port));
        program.run(args("undisturbed", 0, port)).done();
        Program.await(second).done();

        int other = freePort();
        Program.Started first = program.start(args("disturbed", 0, other));
        Program.Started lost = program.start(args("disturbed", 1, other));
        Path checkpoint = folder.resolve("disturbed.run/checkpoint.safetensors");
        while (first.process().isAlive() && !Files.exists(checkpoint)) {
            Thread.sleep(10);
        }
        lost.process().destroyForcibly().waitFor();
        long killed = System.nanoTime();
        Program.Run left = Program.await(first);
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(15));
        assertThat(left.exit()).as(left.err()).isEqualTo(2);
        assertThat(left.err()).contains("another rank is lost", "rank 0 of 2", "--resume");
        Program.await(lost);

        int third = freePort();
        Program.Started again = program.start(args("disturbed", 1, third));
        program.run(args("disturbed", 0, third, "--resume")).done();
        Program.await(again).done();
        assertThat(weights("disturbed")).isEqualTo(weights("undisturbed"));
        assertThat(folder.resolve("disturbed.run")).doesNotExist();
    }

    @Test
    void aRankOrAPlaceThatCannotBeIsRefusedAtOnce() throws Exception {
        SmallData.write(folder);
        List<String> args = new ArrayList<>(SmallData.training(1, "out"));
        args.addAll(List.of("--rank=2", "--world=2", "--rendezvous=here", "--pieces=0"));
        Program.Run run = new Program(folder).run(args.toArray(String[]::new));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("no rank 2 among 2", "\"here\" is no place to meet", "--pieces");
    }

    private static String[] args(String out, int rank, int port, String... more) {
        List<String> args = new ArrayList<>(SmallData.training(EPOCHS, out));
        args.addAll(List.of("--rank=" + rank, "--world=2", "--rendezvous=127.0.0.1:" + port));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private String weights(String model) {
        return Sha256.of(folder.resolve(model).resolve("weights.safetensors"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
