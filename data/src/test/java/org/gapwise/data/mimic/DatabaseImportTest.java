package org.gapwise.data.mimic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gapwise.core.DataException;
import org.gapwise.core.Seeds;
import org.gapwise.core.file.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A DuckDB database with the schemas, tables and types of mimic-code gives what the files gave. */
final class DatabaseImportTest {

    /** mimic-code makes its DuckDB tables with the types of its PostgreSQL scripts; FLOAT there has 64 bits, here 32. */
    static final String TYPES = "CREATE SCHEMA mimiciv_hosp; CREATE SCHEMA mimiciv_icu; CREATE SCHEMA mimiciv_ed;"
            + "CREATE TABLE mimiciv_hosp.patients (subject_id INTEGER, gender CHAR(1), anchor_age SMALLINT,"
            + " anchor_year SMALLINT, anchor_year_group VARCHAR(20), dod DATE);"
            + "CREATE TABLE mimiciv_hosp.admissions (subject_id INTEGER, hadm_id INTEGER, admittime TIMESTAMP,"
            + " dischtime TIMESTAMP, deathtime TIMESTAMP, admission_type VARCHAR(40), admit_provider_id VARCHAR(10),"
            + " admission_location VARCHAR(60), discharge_location VARCHAR(60), insurance VARCHAR(255),"
            + " language VARCHAR(25), marital_status VARCHAR(30), race VARCHAR(80), edregtime TIMESTAMP,"
            + " edouttime TIMESTAMP, hospital_expire_flag SMALLINT);"
            + "CREATE TABLE mimiciv_hosp.labevents (labevent_id INTEGER, subject_id INTEGER, hadm_id INTEGER,"
            + " specimen_id INTEGER, itemid INTEGER, order_provider_id VARCHAR(10), charttime TIMESTAMP,"
            + " storetime TIMESTAMP, value VARCHAR(200), valuenum DOUBLE PRECISION, valueuom VARCHAR(20),"
            + " ref_range_lower DOUBLE PRECISION, ref_range_upper DOUBLE PRECISION, flag VARCHAR(10),"
            + " priority VARCHAR(7), comments TEXT);"
            + "CREATE TABLE mimiciv_hosp.omr (subject_id INTEGER, chartdate DATE, seq_num INTEGER,"
            + " result_name VARCHAR(100), result_value TEXT);"
            + "CREATE TABLE mimiciv_hosp.drgcodes (subject_id INTEGER, hadm_id INTEGER, drg_type VARCHAR(4),"
            + " drg_code VARCHAR(10), description VARCHAR(195), drg_severity SMALLINT, drg_mortality SMALLINT);"
            + "CREATE TABLE mimiciv_icu.icustays (subject_id INTEGER, hadm_id INTEGER, stay_id INTEGER,"
            + " first_careunit VARCHAR(255), last_careunit VARCHAR(255), intime TIMESTAMP, outtime TIMESTAMP, los FLOAT);"
            + "CREATE TABLE mimiciv_icu.chartevents (subject_id INTEGER, hadm_id INTEGER, stay_id INTEGER,"
            + " caregiver_id INTEGER, charttime TIMESTAMP, storetime TIMESTAMP, itemid INTEGER, value VARCHAR(200),"
            + " valuenum FLOAT, valueuom VARCHAR(20), warning SMALLINT);"
            + "CREATE TABLE mimiciv_ed.edstays (subject_id INTEGER, hadm_id INTEGER, stay_id INTEGER, intime TIMESTAMP,"
            + " outtime TIMESTAMP, gender VARCHAR(1), race VARCHAR(60), arrival_transport VARCHAR(50),"
            + " disposition VARCHAR(255));"
            + "CREATE TABLE mimiciv_ed.triage (subject_id INTEGER, stay_id INTEGER, temperature NUMERIC,"
            + " heartrate NUMERIC, resprate NUMERIC, o2sat NUMERIC, sbp NUMERIC, dbp NUMERIC, pain TEXT,"
            + " acuity NUMERIC, chiefcomplaint VARCHAR(255));"
            + "CREATE TABLE mimiciv_ed.vitalsign (subject_id INTEGER, stay_id INTEGER, charttime TIMESTAMP,"
            + " temperature NUMERIC, heartrate NUMERIC, resprate NUMERIC(10, 4), o2sat NUMERIC, sbp INTEGER,"
            + " dbp INTEGER, rhythm TEXT, pain TEXT)";

    @TempDir
    Path folder;

    private GeneratedTree tree;
    private Path database;

    @BeforeEach
    void write() throws Exception {
        tree = GeneratedTree.write(folder.resolve("tree"), 120, false);
        database = folder.resolve("mimic4.db");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute(TYPES);
            for (String table :
                    List.of("hosp.patients", "hosp.admissions", "hosp.labevents", "hosp.omr", "hosp.drgcodes")) {
                load(statement, tree.iv(), table);
            }
            load(statement, tree.iv(), "icu.icustays");
            load(statement, tree.iv(), "icu.chartevents");
            for (String table : List.of("ed.edstays", "ed.triage", "ed.vitalsign")) {
                load(statement, tree.ed(), table);
            }
        }
    }

    private static void load(Statement statement, Path root, String table) throws SQLException {
        statement.execute("COPY mimiciv_" + table + " FROM '" + root.resolve(table.replace('.', '/')) + ".csv.gz'"
                + " (HEADER, DELIM ',', QUOTE '\"', ESCAPE '\"')");
    }

    @Test
    void theCohortIsThatOfTheFilesByteForByte() throws Exception {
        for (String features : MimicPlan.FEATURES) {
            MimicPlan plan = MimicPlan.of(features).with(List.of("images.absent=unchecked", "drg.least_cases=1"));
            MimicCohort files = tree.into(folder.resolve(features), plan);
            String before = Sha256.of(database);
            MimicCohort stored = into(features + "-stored", plan);
            assertThat(Sha256.of(database)).isEqualTo(before);
            for (String name : List.of("cases.csv", "schema.toml", "import.toml", "values.parquet", "links.parquet")) {
                assertThat(folder.resolve(features + "-stored").resolve(name))
                        .as(features + " " + name)
                        .hasSameBinaryContentAs(folder.resolve(features).resolve(name));
            }
            assertThat(stored.flow()).isEqualTo(files.flow());
            assertThat(stored.links()).isEqualTo(files.links());
            assertThat(stored.unused()).isEqualTo(files.unused());
            assertThat(stored.inputs())
                    .filteredOn(input -> input.table().equals("admissions"))
                    .allSatisfy(input -> {
                        assertThat(input.path()).isEqualTo("mimic4.db, mimiciv_hosp.admissions");
                        assertThat(input.sha256()).isEqualTo(before);
                    });
        }
    }

    @Test
    void whatIsNotThereOrIsNoTableIsNamed() throws Exception {
        change("DROP TABLE mimiciv_hosp.omr; CREATE VIEW mimiciv_hosp.omr AS SELECT 1 AS subject_id;"
                + " ALTER TABLE mimiciv_icu.icustays RENAME outtime TO endtime;"
                + " ALTER TABLE mimiciv_hosp.patients ALTER anchor_age TYPE VARCHAR;"
                + " UPDATE mimiciv_hosp.patients SET anchor_age = 'SECRET'");
        assertThatThrownBy(this::run)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("omr is not there")
                .hasMessageContaining("mimiciv_hosp.omr")
                .hasMessageContaining("\"outtime\" is not there")
                .hasMessageContaining("mimiciv_hosp.patients: the table cannot be read")
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void aDatabaseThatCannotBeReadIsRefusedByName() throws Exception {
        byte[] whole = Files.readAllBytes(database);
        Files.writeString(database, "subject_id,gender\n1,F\n");
        assertThatThrownBy(this::run).isInstanceOf(DataException.class).hasMessageContaining("no DuckDB database");
        Files.write(database, Arrays.copyOf(whole, 9000));
        assertThatThrownBy(this::run).isInstanceOf(DataException.class).hasMessageContaining("mimic4.db");
        Files.write(database, whole);
        Path log = Files.write(folder.resolve("mimic4.db.wal"), new byte[] {1});
        assertThatThrownBy(this::run).isInstanceOf(DataException.class).hasMessageContaining("was not closed");
        Files.delete(log);
    }

    /** DuckDB keeps a checksum of every block; a bit of a block that no table of ours is in changes nothing. */
    @Test
    void aDamagedDatabaseGivesTheSameCohortOrNone() throws Exception {
        byte[] whole = Files.readAllBytes(database);
        run();
        String cases = Sha256.of(folder.resolve("run/cases.csv"));
        SplittableRandom random = Seeds.of(5, "damage");
        List<Throwable> refusals = new ArrayList<>();
        int flips = Integer.getInteger("gapwise.flips", 150) / 15;
        for (int i = 0; i < flips; i++) {
            byte[] flipped = whole.clone();
            int bit = random.nextInt(8 * whole.length);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(database, flipped);
            Throwable refusal = catchThrowable(this::run);
            if (refusal == null) {
                assertThat(Sha256.of(folder.resolve("run/cases.csv"))).isEqualTo(cases);
            } else {
                assertThat(refusal).isInstanceOf(DataException.class);
                refusals.add(refusal);
            }
        }
        assertThat(refusals).hasSizeGreaterThan(flips / 3);
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void run() throws IOException {
        delete(folder.resolve("run"));
        into("run", MimicPlan.of(MimicPlan.CLINICAL).with(List.of("images.absent=unchecked")));
    }

    private MimicCohort into(String out, MimicPlan plan) throws IOException {
        MimicFolders folders =
                new MimicFolders(tree.cxr(), Optional.empty(), database, Optional.of(database), Optional.empty());
        return GeneratedTree.into(folder.resolve(out), folders, plan);
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
