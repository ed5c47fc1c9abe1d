package org.gapwise.data.mimic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of a test's own, where it is installed. It refuses to be root, who lends it another user. */
final class Postgres implements AutoCloseable {

    static final String PASSWORD = "a word of the test";

    private static final int PATIENCE = 200;
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path bin;
    private final Path home;
    private final int port;
    private final Process process;

    private Postgres(Path bin, Path home, int port) throws Exception {
        this.bin = bin;
        this.home = home;
        this.port = port;
        Path word = Files.writeString(home.resolve("word"), PASSWORD);
        own(home, word);
        String data = home.resolve("data").toString();
        run("initdb", "-D", data, "-U", "tester", "-A", "scram-sha-256", "--pwfile=" + word, "-E", "UTF8", "--no-sync");
        process = start(command(
                "postgres",
                "-D",
                data,
                "-p",
                Integer.toString(port),
                "-h",
                "127.0.0.1",
                "-k",
                home.toString(),
                "-F",
                "-c",
                "password_encryption=scram-sha-256"));
    }

    static Postgres start() throws Exception {
        Path bin = bin();
        Path home = Files.createTempDirectory("gapwise-postgres");
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Postgres server = new Postgres(bin, home, port);
        try {
            server.await();
        } catch (Exception | AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static Path bin() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(versions)) {
            try (Stream<Path> list = Files.list(versions)) {
                list.map(version -> version.resolve("bin"))
                        .filter(each -> Files.isExecutable(each.resolve("initdb")))
                        .forEach(found::add);
            }
        }
        assumeTrue(!found.isEmpty(), "SKIPPED: PostgreSQL is not installed (Debian: postgresql)");
        assumeTrue(
                !ROOT || Files.isExecutable(Path.of("/usr/sbin/runuser")),
                "SKIPPED: PostgreSQL does not run as root, and there is no runuser");
        return found.stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    private static void own(Path... paths) throws Exception {
        if (ROOT) {
            List<String> command = new ArrayList<>(List.of("chown", "postgres"));
            Stream.of(paths).map(Path::toString).forEach(command::add);
            assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        }
    }

    private List<String> command(String program, String... words) {
        List<String> command = new ArrayList<>(ROOT ? List.of("/usr/sbin/runuser", "-u", "postgres", "--") : List.of());
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(words));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
        builder.environment().put("PGPASSWORD", PASSWORD);
        return builder.start();
    }

    private void run(String program, String... words) throws Exception {
        assertThat(start(command(program, words)).waitFor())
                .as(Files.readString(home.resolve("log")))
                .isZero();
    }

    private void await() throws Exception {
        for (int i = 0; i < PATIENCE; i++) {
            assertThat(process.isAlive())
                    .as(Files.readString(home.resolve("log")))
                    .isTrue();
            if (start(command("pg_isready", "-h", "127.0.0.1", "-p", Integer.toString(port)))
                            .waitFor()
                    == 0) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(Files.readString(home.resolve("log")));
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        try (Stream<Path> walk = Files.walk(home)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
