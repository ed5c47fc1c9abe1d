package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program as a process of its own. */
final class Program {

    private static final long PATIENCE_SECONDS = 300;
    private static final Path LAUNCHER = Path.of("../gapwise").toAbsolutePath();
    private static final Pattern DEFAULT = Pattern.compile("^export ([A-Z_]+)=\"\\$\\{[A-Z_]+:-([^$}]+)\\}\"");

    private final Path folder;

    /** @param folder where it runs, and where it keeps its pictures */
    Program(Path folder) {
        this.folder = folder;
    }

    /** How a run ended, and what it said. */
    record Run(int exit, String out, String err) {

        /** The run, if it ended well. */
        Run done() {
            assertThat(exit).as(err).isZero();
            return this;
        }
    }

    Run run(String... args) throws IOException, InterruptedException {
        return await(start(args));
    }

    /** Starts it so that it is ready soon and takes little memory. */
    Started start(String... args) throws IOException {
        return start(List.of("-XX:TieredStopAtLevel=1", "-Xmx1g"), Map.of("OMP_NUM_THREADS", "1"), args);
    }

    /** Starts a server with the words that the script {@code gapwise} gives the virtual machine and the environment. */
    Started startAsLauncher(String... args) throws IOException {
        List<String> options = new ArrayList<>();
        Map<String, String> environment = new HashMap<>();
        environment.put("OMP_NUM_THREADS", String.valueOf(Runtime.getRuntime().availableProcessors()));
        for (String line : Files.readAllLines(LAUNCHER)) {
            Matcher matcher = DEFAULT.matcher(line);
            if (matcher.find()) {
                environment.put(matcher.group(1), matcher.group(2));
            }
            if (line.strip().startsWith("options=\"-")) {
                options.addAll(List.of(line.replaceFirst("^.*=\"(.*)\"$", "$1").split(" ")));
            }
        }
        assertThat(options).as("options of " + args[0]).isNotEmpty();
        assertThat(environment).containsKey("GOMP_SPINCOUNT");
        return start(options, environment, args);
    }

    private Started start(List<String> options, Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(args));
        Path out = Files.createTempFile(folder, "run", ".out");
        Path err = Files.createTempFile(folder, "run", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().putAll(environment);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new Started(builder.start(), out, err);
    }

    /** A run that may still be going on. */
    record Started(Process process, Path out, Path err) {}

    static Run await(Started started) throws IOException, InterruptedException {
        boolean ended = started.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            started.process().destroyForcibly();
        }
        String out = Files.readString(started.out());
        String err = Files.readString(started.err());
        Files.delete(started.out());
        Files.delete(started.err());
        assertThat(ended).as(err).isTrue();
        return new Run(started.process().exitValue(), out, err);
    }
}
