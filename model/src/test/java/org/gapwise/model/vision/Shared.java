package org.gapwise.model.vision;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reference vectors and weights that lie outside of the project; tests that need them are skipped where they lack. */
final class Shared {
    private Shared() {}

    static Path path(String name) {
        return Path.of(Optional.ofNullable(System.getenv("GAPWISE_SHARED")).orElse("../../shared"), name);
    }

    static Path folder(String name) {
        Path folder = path(name);
        assumeTrue(
                Files.isDirectory(folder),
                () -> "SKIPPED: no reference vectors at " + folder.toAbsolutePath() + "; set GAPWISE_SHARED");
        return folder;
    }
}
