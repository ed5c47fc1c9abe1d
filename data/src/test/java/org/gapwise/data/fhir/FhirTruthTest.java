package org.gapwise.data.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gapwise.core.Progress;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.simulate.SimulationPlan;
import org.gapwise.data.simulate.fhir.FhirTree;
import org.gapwise.data.simulate.fhir.FhirTreePlan;
import org.gapwise.data.table.TableReading;
import org.gapwise.data.table.TableSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a simulated export, whose truth is known, the importer finds it, all of it and nothing else. */
final class FhirTruthTest {

    private static final int STUDIES = 300;

    /** Half of the last digit that hours are written with. */
    private static final double HALF_DIGIT = 0.0051;

    @TempDir
    static Path folder;

    private static FhirCohort cohort;
    private static Map<String, Map<String, String>> truth = Map.of();
    private static Map<String, Map<String, String>> cases = Map.of();

    @BeforeAll
    static void importOnce() throws IOException {
        Path tree = folder.resolve("tree");
        FhirTree.write(new FhirTreePlan(new SimulationPlan(STUDIES, 16, 11), true), tree, Progress.silent());
        FhirPlan plan = FhirPlan.read(tree.resolve("import.toml"));
        cohort =
                Imports.run(tree.resolve("export"), Optional.of(tree.resolve("pictures")), plan, folder.resolve("out"));
        truth = sheet(tree.resolve("truth.csv"));
        cases = sheet(folder.resolve("out/cases.csv"));
    }

    private static Map<String, Map<String, String>> sheet(Path file) throws IOException {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file);
                Stream<NamedCsvRecord> records = reader.stream()) {
            records.forEach(record -> rows.put(record.getField("study_id"), record.getFieldsAsMap()));
        }
        return rows;
    }

    private static String cell(Map<String, Map<String, String>> sheet, String row, String column) {
        return sheet.getOrDefault(row, Map.of()).getOrDefault(column, "");
    }

    @Test
    void everyFeatureOfEveryCaseIsTheTruth() {
        Set<String> columns = new TreeSet<>(cases.values().iterator().next().keySet());
        columns.addAll(truth.values().iterator().next().keySet());
        columns.remove("fold");
        assertThat(cases.keySet())
                .containsExactlyInAnyOrderElementsOf(truth.keySet())
                .hasSize(STUDIES);
        List<String> wrong = new ArrayList<>();
        long filled = 0;
        for (String study : truth.keySet()) {
            for (String column : columns) {
                String expected = cell(truth, study, column);
                String found = cell(cases, study, column);
                filled += expected.isEmpty() ? 0 : 1;
                if (!same(expected, found, column.endsWith("_hours") ? HALF_DIGIT : 1e-9)) {
                    wrong.add(study + " " + column + ": \"" + found + "\" instead of \"" + expected + "\"");
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(filled).isGreaterThan(STUDIES * 30L);
    }

    private static boolean same(String expected, String found, double within) {
        if (expected.equals(found)) {
            return true;
        }
        try {
            return Math.abs(Double.parseDouble(expected) - Double.parseDouble(found)) <= within;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Test
    void theTrapsWereThereAndNoneWasTaken() {
        List<String> what = cohort.unused().stream().map(FhirCohort.Count::what).toList();
        assertThat(what)
                .anyMatch(w -> w.endsWith(": " + Reading.STATUS))
                .anyMatch(w -> w.endsWith(Result.UNKNOWN_UNIT))
                .anyMatch(w -> w.endsWith(Result.ABSENT))
                .anyMatch(w -> w.endsWith(CaseReader.IMPLAUSIBLE))
                .anyMatch(w -> w.endsWith(CaseReader.LATE));
        assertThat(cohort.warnings()).anyMatch(w -> w.where().contains("line"));
    }

    @Test
    void nothingIsLaterThanItsCaseAndEveryValueHasItsPlace() throws Exception {
        String values = "'" + folder.resolve("out/values.parquet") + "'";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet result = connection
                        .createStatement()
                        .executeQuery("SELECT count(*), count(*) FILTER (WHERE taken_at > case_time OR known_at >"
                                + " case_time), count(*) FILTER (WHERE line < 1) FROM " + values)) {
            assertThat(result.next()).isTrue();
            assertThat(result.getLong(1)).isGreaterThan(STUDIES * 10L);
            assertThat(result.getLong(2)).isZero();
            assertThat(result.getLong(3)).isZero();
        }
    }

    @Test
    void theCohortIsReadAsItIsAndAPatientIsInOneFold() throws IOException {
        Path out = folder.resolve("out");
        Schema schema = Schema.read(out.resolve("schema.toml"));
        TableReading reading = TableReading.of(schema, TableSource.of(schema, out));
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.cohort().size()).isEqualTo(STUDIES);
        assertThat(schema.images()).hasSize(1);
        assertThat(schema.features()).hasSizeGreaterThan(35);
        assertThat(cases.values().stream()
                        .map(row -> row.get("subject_id") + " " + row.get("fold"))
                        .distinct()
                        .count())
                .isEqualTo(cases.values().stream()
                        .map(row -> row.get("subject_id"))
                        .distinct()
                        .count());
        assertThat(FhirPlan.read(out.resolve("import.toml"))).isEqualTo(cohort.plan());
        assertThat(Files.readString(out.resolve("provenance.json"))).contains("sha256", "flow", "Observation.001");
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder(
                        "cases.csv", "schema.toml", "import.toml", "provenance.json", "values.parquet");
    }

    @Test
    void theSameSourceGivesTheSameTable() throws IOException {
        Path tree = folder.resolve("tree");
        Path again = folder.resolve("again");
        Imports.run(tree.resolve("export"), Optional.of(tree.resolve("pictures")), cohort.plan(), again);
        assertThat(again.resolve("cases.csv")).hasSameTextualContentAs(folder.resolve("out/cases.csv"));
    }

    @Test
    void anEncounterIsACaseToo() throws IOException {
        Path tree = folder.resolve("tree");
        FhirPlan plan = FhirPlan.usual().with(List.of("cases.per=encounter", "cases.hours=6"));
        FhirCohort stays = Imports.run(tree.resolve("export"), Optional.empty(), plan, folder.resolve("stays"));
        assertThat(stays.schema()).isEmpty();
        assertThat(stays.cohort().studies())
                .isEqualTo(truth.values().stream()
                        .filter(row -> !row.getOrDefault("place", "").isEmpty())
                        .count());
        assertThat(folder.resolve("stays/schema.toml")).doesNotExist();
        assertThat(Files.readAllLines(folder.resolve("stays/cases.csv")).get(0))
                .startsWith("encounter_id,subject_id,age,sex");
    }
}
