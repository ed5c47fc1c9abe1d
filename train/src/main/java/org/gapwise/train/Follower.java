package org.gapwise.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A run as the ranks after the first see it: they begin where the first does, and keep nothing. */
final class Follower extends RunFolder {

    private Follower(Path path, FileChannel channel) {
        super(path, channel, Duration.ZERO);
    }

    /** Hands what the first rank goes on from to the others. */
    static void lead(RunFolder folder, Collective ranks) {
        List<Path> files = folder.begun();
        String names = files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining("\n"));
        ranks.first(names.getBytes(StandardCharsets.UTF_8));
        try {
            for (Path file : files) {
                ranks.first(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + folder.path(), e);
        }
    }

    /** Takes it, into a folder of its own that goes when it is closed. */
    static RunFolder of(Collective ranks) {
        try {
            Path path = Files.createTempDirectory("gapwise-rank");
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            RunFolder folder = new Follower(path, channel);
            String names = new String(ranks.first(new byte[0]), StandardCharsets.UTF_8);
            for (String name : names.lines().toList()) {
                Files.write(path.resolve(name), ranks.first(new byte[0]));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("could not make a folder for temporary files", e);
        }
    }

    @Override
    boolean due() {
        return false;
    }

    @Override
    void save(Checkpoint checkpoint) {}

    @Override
    void metrics(int count) {}

    @Override
    void record(Object line) {}

    @Override
    public void close() {
        super.close();
        delete();
    }
}
