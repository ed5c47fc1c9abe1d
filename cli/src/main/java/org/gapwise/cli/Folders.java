package org.gapwise.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gapwise.core.ConfigException;

/** Folders as a whole. */
final class Folders {

    private Folders() {}

    /** Removes a folder and what is in it; one that is not there is fine. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> entries = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : entries) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove " + folder, e);
        }
    }

    /** Refuses a folder that holds something, or a file. */
    static void requireNew(Path out) {
        if (!Files.exists(out)) {
            return;
        }
        if (!Files.isDirectory(out)) {
            throw new ConfigException(
                    "this is a file.", out.toString(), "Give a folder that is new or empty as --out.");
        }
        try (Stream<Path> entries = Files.list(out)) {
            if (entries.findAny().isPresent()) {
                throw new ConfigException(
                        "there is something in this folder already.",
                        out.toString(),
                        "Give a folder that is new or empty as --out.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not look into " + out, e);
        }
    }
}
