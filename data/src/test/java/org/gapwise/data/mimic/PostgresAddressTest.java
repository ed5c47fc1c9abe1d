package org.gapwise.data.mimic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken as an address of a server, and what never is. */
final class PostgresAddressTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderIsOneWhateverItsName() throws IOException {
        Path named = folder.resolve("host=a/mimic-iv");
        assertThat(PostgresAddress.isOne(named)).isTrue();
        assertThat(PostgresAddress.isOne(Files.createDirectories(named))).isFalse();
    }

    @Test
    void hostPortDatabaseAndUserAreRead() {
        assertThat(of("postgresql://ada@db.example:5433/mimiciv"))
                .isEqualTo(new PostgresAddress("db.example", 5433, "mimiciv", Optional.of("ada")));
        assertThat(of("jdbc:postgresql://db.example/mimic-iv").url())
                .isEqualTo("jdbc:postgresql://db.example:5432/mimic-iv");
        assertThat(of("postgres://ada@[::1]:5433/m")).hasToString("postgresql://[::1]:5433/m");
        assertThat(PostgresAddress.isOne(Path.of("mimic/postgres"))).isFalse();
        assertThat(PostgresAddress.isOne(Path.of("/data/mimic4.db"))).isFalse();
    }

    @Test
    void aPasswordIsRefusedAndNotRepeated() {
        for (String given : List.of("postgresql://ada:hunter2@host/m", "host=h dbname=m password=hunter2")) {
            assertThatThrownBy(() -> of(given))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("password")
                    .hasMessageContaining("pgpass")
                    .hasMessageNotContaining("hunter2");
        }
    }

    /** Some of the driver's parameters load a class by its name, or write a file. */
    @Test
    void nothingButTheAddressIsTaken() {
        for (String given : List.of(
                "postgresql://host/m?socketFactory=a.B",
                "postgresql://host/m&loggerFile=x",
                "postgresql://host",
                "postgresql://one,two/m",
                "postgresql://host:99999/m",
                "postgresql:///m",
                "host=h dbname=m",
                "postgresql://a@b@c/m")) {
            assertThatThrownBy(() -> of(given)).as(given).isInstanceOf(ConfigException.class);
        }
    }

    @Test
    void anotherMachineShowsACertificateForItsName() {
        for (String other : List.of("192.0.2.7", "[2001:db8::1]", "db.invalid", "localhost.example", "999.1.1.1")) {
            assertThat(of("postgresql://" + other + "/m").properties(Map.of()))
                    .as(other)
                    .containsEntry("sslmode", "verify-full");
        }
        for (String here : List.of("127.0.0.1", "localhost", "[::1]")) {
            assertThat(of("postgresql://" + here + "/m").properties(Map.of()))
                    .as(here)
                    .doesNotContainKey("sslmode");
        }
    }

    @Test
    void whoAsksIsTakenFromTheAddressThenFromTheEnvironment() {
        Map<String, String> environment = Map.of("PGUSER", "eve", "PGPASSWORD", "word");
        assertThat(of("postgresql://ada@127.0.0.1/m").properties(environment))
                .containsEntry("user", "ada")
                .containsEntry("password", "word");
        assertThat(of("postgresql://127.0.0.1/m").properties(environment)).containsEntry("user", "eve");
        assertThat(of("postgresql://127.0.0.1/m").properties(Map.of()))
                .containsEntry("user", System.getProperty("user.name"))
                .doesNotContainKey("password");
    }

    private static PostgresAddress of(String text) {
        return PostgresAddress.of(Path.of(text));
    }
}
