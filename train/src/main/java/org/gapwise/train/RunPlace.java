package org.gapwise.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.gapwise.core.ConfigException;

/**
 * Where a training leaves its bundle, and what it goes on from until then.
 *
 * @param out folder of the bundle
 */
public record RunPlace(Path out) {

    /** What a run keeps until its bundle is there, beside it. */
    public Path run() {
        return out.toAbsolutePath().resolveSibling(out.getFileName() + ".run");
    }

    /** Whether there is work that could be gone on with. */
    public boolean begun() {
        Path folder = run();
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(RunFolder.SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException("could not look into " + folder, e);
        }
    }

    /** Refuses, before any data are read, what would be refused after, or would throw work away. */
    public void check(boolean resume) {
        if (Files.exists(out)) {
            throw new ConfigException(
                    "there is something already.", out.toString(), "Give another --out, or remove it.");
        }
        if (!resume && begun()) {
            throw new ConfigException(
                    "a run that was stopped lies here.",
                    run().toString(),
                    "Go on with it by adding --resume, or remove the folder to begin anew.");
        }
        Path parent = out.toAbsolutePath().getParent();
        if (parent != null && Files.exists(parent) && !Files.isWritable(parent)) {
            throw new ConfigException("the folder may not be written.", parent.toString(), "Give another --out.");
        }
    }
}
