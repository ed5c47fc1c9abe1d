package org.gapwise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTest {

    /** Answers every line with how its environment lets threads wait. */
    private static final String TELLING = """
            #!/bin/sh
            while read -r line; do echo "{\\"waits\\": \\"${OPENBLAS_THREAD_TIMEOUT-as ever}\\"}"; done
            """;

    @Test
    void onlyWhoIsTunedGetsOurSettings(@TempDir Path folder) throws IOException {
        Path python = Files.writeString(folder.resolve("python"), TELLING);
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        try (Peer tuned = Peer.tuned("tuned", "expert.py", python, folder);
                Peer plain = Peer.plain("plain", "authors.py", python, folder)) {
            assertThat(waits(tuned))
                    .isEqualTo(Objects.requireNonNullElse(System.getenv("OPENBLAS_THREAD_TIMEOUT"), "as ever"));
            assertThat(waits(plain)).isEqualTo("as ever");
        }
    }

    private static String waits(Peer peer) {
        return peer.say(Json.object().put("do", "tell")).path("waits").asText();
    }
}
