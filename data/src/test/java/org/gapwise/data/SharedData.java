package org.gapwise.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Public data sets that lie beside the project and are no part of it. */
public final class SharedData {

    private SharedData() {}

    /** The folder of a pack; the test is reported as skipped when it is not there. */
    public static Path pack(String name) {
        String shared = System.getenv().getOrDefault("GAPWISE_SHARED", "../shared");
        Path pack = Path.of(shared, "data", name);
        assumeTrue(
                Files.isDirectory(pack),
                "SKIPPED: the data pack " + pack + " is absent; set GAPWISE_SHARED to the folder that holds data/");
        return pack;
    }
}
