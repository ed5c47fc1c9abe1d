package org.gapwise.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.gapwise.core.ConfigException;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.file.Json;

/**
 * What a run keeps until its bundle is there: plan, checkpoint, metrics, weights of finished stages. One process at a
 * time may use it.
 */
sealed class RunFolder implements AutoCloseable permits Follower {

    static final String SUFFIX = ".safetensors";
    private static final String PIECES = "pieces";

    private final Path path;
    private final FileChannel lockFile;
    private final Duration pace;
    private long saved = System.nanoTime();

    RunFolder(Path path, FileChannel lockFile, Duration pace) {
        this.path = path;
        this.lockFile = lockFile;
        this.pace = pace;
    }

    /** Takes the folder of a run; {@code fingerprint} says what is trained on what. */
    static RunFolder open(Path path, Duration pace, String fingerprint, boolean resume) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new ConfigException(
                        "another process is training here.", path.toString(), "Wait for it or give another --out.");
            }
            RunFolder folder = new RunFolder(path, channel, pace);
            try {
                folder.claim(fingerprint, resume);
            } catch (ConfigException | IOException e) {
                channel.close();
                throw e;
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("could not use " + path, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void claim(String fingerprint, boolean resume) throws IOException {
        Path mark = path.resolve("run.json");
        if (!resume) {
            for (Path file : files()) {
                if (!file.getFileName().toString().equals("lock")) {
                    Files.delete(file);
                }
            }
        } else if (Files.exists(mark) && !Files.readString(mark).equals(fingerprint)) {
            throw new ConfigException(
                    "the run that was begun here has another plan, schema, data, division or starting bundles.",
                    mark.toString(),
                    "Use what it was begun with, or leave --resume out to begin anew.");
        }
        AtomicFile.write(mark, fingerprint);
    }

    /** Keeps in how many pieces batches are computed, which where pictures are normalized by batch decides weights. */
    void divided(int pieces) {
        AtomicFile.write(path.resolve(PIECES), pieces + "\n");
    }

    /** What {@link #divided} kept, if there is a run. */
    static OptionalInt pieces(Path path) {
        Path file = path.resolve(PIECES);
        try {
            return Files.exists(file)
                    ? OptionalInt.of(Integer.parseInt(Files.readString(file).strip()))
                    : OptionalInt.empty();
        } catch (IOException | NumberFormatException e) {
            throw new ConfigException(
                    "it cannot be read.", file.toString(), "Give --pieces as when the run was begun.");
        }
    }

    Path path() {
        return path;
    }

    /** Whether it is time for a checkpoint; when one is written changes no result. */
    boolean due() {
        return System.nanoTime() - saved >= pace.toNanos();
    }

    void save(Checkpoint checkpoint) {
        checkpoint.write(path.resolve("checkpoint.safetensors"));
        saved = System.nanoTime();
    }

    Optional<Checkpoint> checkpoint() {
        Path file = path.resolve("checkpoint.safetensors");
        return Files.exists(file) ? Optional.of(Checkpoint.read(file)) : Optional.empty();
    }

    /** What the run goes on from: its checkpoint and the weights of finished stages. */
    final List<Path> begun() {
        try {
            return files().stream()
                    .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("could not look into " + path, e);
        }
    }

    /** Where the weights of a finished stage lie. */
    Path weights(String stage) {
        return path.resolve("stage-" + stage + ".safetensors");
    }

    Path metricsFile() {
        return path.resolve("metrics.jsonl");
    }

    /** Lines of metrics there are. */
    int metrics() {
        return lines().size();
    }

    /** Drops the lines beyond {@code count}: they belong to work that is done again. */
    void metrics(int count) {
        List<String> lines = lines();
        String kept = String.join("\n", lines.subList(0, Math.min(count, lines.size())));
        AtomicFile.write(metricsFile(), kept.isEmpty() ? "" : kept + "\n");
    }

    void record(Object line) {
        try {
            Files.writeString(
                    metricsFile(),
                    Json.line(line) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + metricsFile(), e);
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(metricsFile()) ? Files.readAllLines(metricsFile()) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + metricsFile(), e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.toList();
        }
    }

    /** Removes the folder: its bundle is there. */
    void delete() {
        try (Stream<Path> entries = Files.walk(path)) {
            for (Path file : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove " + path, e);
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not release " + path, e);
        }
    }
}
