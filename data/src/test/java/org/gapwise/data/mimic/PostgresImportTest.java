package org.gapwise.data.mimic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.gapwise.core.DataException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** A real PostgreSQL server with the schemas, tables and types of mimic-code gives what the files gave. */
final class PostgresImportTest {

    private static final String PASSWORDS = "org.postgresql.pgpassfile";
    private static final List<String> TABLES = List.of(
            "hosp.patients",
            "hosp.admissions",
            "hosp.labevents",
            "hosp.omr",
            "hosp.drgcodes",
            "icu.icustays",
            "icu.chartevents",
            "ed.edstays",
            "ed.triage",
            "ed.vitalsign");

    @TempDir
    static Path folder;

    private static Postgres server;
    private static GeneratedTree tree;

    @BeforeAll
    static void load() throws Exception {
        server = Postgres.start();
        tree = GeneratedTree.write(folder.resolve("tree"), 120, false);
        for (String database : List.of("mimiciv", "broken")) {
            sql("postgres", "CREATE DATABASE " + database);
            sql(database, DatabaseImportTest.TYPES);
            for (String table : TABLES) {
                fill(database, table);
            }
        }
        passwords("127.0.0.1:*:*:*:" + Postgres.PASSWORD);
    }

    @AfterAll
    static void stop() throws Exception {
        System.clearProperty(PASSWORDS);
        if (server != null) {
            server.close();
        }
    }

    private static void passwords(String line) throws IOException {
        System.setProperty(
                PASSWORDS,
                Files.writeString(folder.resolve("pgpass"), line + "\n").toString());
    }

    private static Connection connection(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database, "tester", Postgres.PASSWORD);
    }

    private static void sql(String database, String text) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static void fill(String database, String table) throws Exception {
        Path file = (table.startsWith("ed") ? tree.ed() : tree.iv()).resolve(table.replace('.', '/') + ".csv.gz");
        try (Connection connection = connection(database);
                InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY mimiciv_" + table + " FROM STDIN (FORMAT csv, HEADER true)", in);
        }
    }

    @Test
    void theCohortIsThatOfTheFiles() throws Exception {
        for (String features : MimicPlan.FEATURES) {
            MimicPlan plan = MimicPlan.of(features).with(List.of("images.absent=unchecked", "drg.least_cases=1"));
            MimicCohort files = tree.into(folder.resolve(features), plan);
            Path out = folder.resolve(features + "-served");
            MimicCohort served = into(out, "mimiciv", plan);
            for (String name : List.of("cases.csv", "schema.toml", "import.toml", "links.parquet")) {
                assertThat(out.resolve(name))
                        .as(features + " " + name)
                        .hasSameBinaryContentAs(folder.resolve(features).resolve(name));
            }
            assertThat(served.flow()).isEqualTo(files.flow());
            assertThat(served.links()).isEqualTo(files.links());
            assertThat(served.unused()).isEqualTo(files.unused());
            assertThat(served.inputs())
                    .filteredOn(input -> input.table().equals("admissions"))
                    .singleElement()
                    .satisfies(input -> {
                        assertThat(input.path())
                                .isEqualTo("postgresql://127.0.0.1:" + server.port()
                                        + "/mimiciv, mimiciv_hosp.admissions");
                        assertThat(input.sha256()).hasSize(64);
                        assertThat(input.listed()).isFalse();
                    });
            assertThat(values(out)).isEqualTo(values(folder.resolve(features)));
            assertThat(Files.readString(out.resolve("provenance.json"))).doesNotContain("tester", Postgres.PASSWORD);
            try (Stream<Path> work = Files.list(out.resolve("work"))) {
                assertThat(work.map(Path::toString)).noneMatch(name -> name.contains("export"));
            }
        }
    }

    /** A server has no order of rows, so that their numbers are others. */
    private static List<List<String>> values(Path out) throws Exception {
        try (Query query = Query.open()) {
            return query.rows("SELECT * EXCLUDE (row) FROM '" + out.resolve("values.parquet") + "' ORDER BY ALL");
        }
    }

    /** A change that changes nothing moves rows to other places of the table. */
    @Test
    void theSameContentHasTheSameHashWhereverTheServerKeepsIt() throws Exception {
        sql("postgres", "CREATE DATABASE moved TEMPLATE mimiciv");
        MimicCohort before = into(folder.resolve("unmoved"), "moved", "tester");
        sql(
                "moved",
                "UPDATE mimiciv_ed.vitalsign SET pain = pain WHERE stay_id % 3 = 0;"
                        + " UPDATE mimiciv_hosp.omr SET seq_num = seq_num WHERE seq_num = 1;"
                        + " UPDATE mimiciv_icu.chartevents SET itemid = itemid WHERE itemid % 2 = 0");
        MimicCohort after = into(folder.resolve("moved"), "moved", "tester");
        assertThat(after.inputs().stream().map(InputFile::sha256))
                .isEqualTo(before.inputs().stream().map(InputFile::sha256).toList());
        assertThat(folder.resolve("moved/cases.csv")).hasSameBinaryContentAs(folder.resolve("unmoved/cases.csv"));
    }

    @Test
    void whatIsNotThereOrMayNotBeReadIsNamedAndNoCellIsSaid() throws Exception {
        sql(
                "broken",
                "DROP TABLE mimiciv_hosp.omr; CREATE VIEW mimiciv_hosp.omr AS SELECT 1 AS subject_id;"
                        + " ALTER TABLE mimiciv_icu.icustays RENAME outtime TO endtime;"
                        + " ALTER TABLE mimiciv_hosp.patients ALTER anchor_age TYPE VARCHAR;"
                        + " UPDATE mimiciv_hosp.patients SET anchor_age = 'SECRET';"
                        + " CREATE ROLE reader LOGIN PASSWORD '" + Postgres.PASSWORD + "';"
                        + " GRANT USAGE ON SCHEMA mimiciv_hosp, mimiciv_icu, mimiciv_ed TO reader;"
                        + " GRANT SELECT ON ALL TABLES IN SCHEMA mimiciv_hosp, mimiciv_icu, mimiciv_ed TO reader;"
                        + " REVOKE SELECT ON mimiciv_hosp.labevents FROM reader;"
                        + " ALTER TABLE mimiciv_ed.triage ENABLE ROW LEVEL SECURITY;"
                        + " CREATE POLICY few ON mimiciv_ed.triage USING (stay_id % 2 = 0)");
        assertThatThrownBy(() -> into(folder.resolve("broken"), "broken", "reader"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("omr is not there")
                .hasMessageContaining("mimiciv_hosp.omr")
                .hasMessageContaining("\"outtime\" is not there")
                .hasMessageContaining("mimiciv_hosp.patients: the table cannot be read")
                .hasMessageContaining("mimiciv_hosp.labevents: the user may not read the table")
                // Where a policy would leave out rows, none are taken.
                .hasMessageContaining("mimiciv_ed.triage: the user may not read the table")
                .hasMessageNotContaining("vitalsign")
                .hasMessageNotContaining("SECRET");
        try (Stream<Path> work = Files.list(folder.resolve("broken/work"))) {
            assertThat(work.map(Path::toString)).noneMatch(name -> name.contains("export"));
        }
    }

    @Test
    void aServerThatDoesNotAnswerOrAcceptIsNamed() throws Exception {
        assertThatThrownBy(() -> into(folder.resolve("none"), "nothing", "tester"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no such database");
        passwords("127.0.0.1:*:*:*:another");
        try {
            assertThatThrownBy(() -> into(folder.resolve("none"), "mimiciv", "tester"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("does not accept the user or the password")
                    .hasMessageNotContaining("another");
        } finally {
            passwords("127.0.0.1:*:*:*:" + Postgres.PASSWORD);
        }
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertThatThrownBy(() -> into(
                        folder.resolve("none"),
                        Path.of("postgresql://127.0.0.1:" + closed + "/mimiciv"),
                        MimicPlan.of(MimicPlan.CLINICAL)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void whatTheServerStopsIsNamedByItsCodeAndLeavesNoFile() throws Exception {
        sql(
                "postgres",
                "CREATE ROLE hasty SUPERUSER LOGIN PASSWORD '" + Postgres.PASSWORD
                        + "'; ALTER ROLE hasty SET statement_timeout = '1ms'");
        Path out = folder.resolve("hasty");
        assertThatThrownBy(() -> into(out, "mimiciv", "hasty"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("stopped with code 57014");
        try (Stream<Path> files = Files.walk(out)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("export"));
        }
    }

    private static MimicCohort into(Path out, String database, String user) throws IOException {
        return into(
                out,
                address(database, user),
                MimicPlan.of(MimicPlan.CLINICAL).with(List.of("images.absent=unchecked")));
    }

    private static MimicCohort into(Path out, String database, MimicPlan plan) throws IOException {
        return into(out, address(database, "tester"), plan);
    }

    private static Path address(String database, String user) {
        return Path.of("postgresql://" + user + "@127.0.0.1:" + server.port() + "/" + database);
    }

    private static MimicCohort into(Path out, Path address, MimicPlan plan) throws IOException {
        MimicFolders folders =
                new MimicFolders(tree.cxr(), Optional.empty(), address, Optional.of(address), Optional.empty());
        return GeneratedTree.into(out, folders, plan);
    }
}
