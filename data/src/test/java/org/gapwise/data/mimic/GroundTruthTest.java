package org.gapwise.data.mimic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gapwise.core.DataException;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.table.TableReading;
import org.gapwise.data.table.TableSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a simulated tree, whose truth is known, the importer finds it, all of it and nothing else. Another number of studies
 * comes from {@code -Dgapwise.mimic.studies=20000}.
 */
final class GroundTruthTest {

    private static final int STUDIES = Integer.getInteger("gapwise.mimic.studies", 300);
    private static final Set<String> NOT_FEATURES = Set.of(
            "study_id",
            "subject_id",
            "image_time",
            "hadm_id",
            "ed_stay_id",
            "icu_stay_id",
            "drg",
            "image_file",
            "report");

    /** Half of the last digit that hours are written with. */
    private static final double HALF_DIGIT = 0.0051;

    @TempDir
    static Path folder;

    private static GeneratedTree tree;
    private static MimicCohort cohort;
    private static Sheet truth;
    private static Sheet cases;

    @BeforeAll
    static void importOnce() throws IOException {
        tree = GeneratedTree.write(folder.resolve("tree"), STUDIES, true);
        cohort = tree.into(folder.resolve("out"), MimicPlan.of(MimicPlan.CLINICAL));
        truth = tree.truth();
        cases = Sheet.read(folder.resolve("out/cases.csv"), "study_id");
    }

    @Test
    void everyFeatureOfEveryCaseIsTheTruth() {
        List<String> wrong = new ArrayList<>();
        long filled = 0;
        Set<String> columns = new TreeSet<>(cases.columns());
        columns.addAll(truth.columns());
        columns.removeIf(name -> NOT_FEATURES.contains(name) || name.startsWith("triage_"));
        columns.removeAll(List.of("fold", "frontal_file"));
        assertThat(cases.rows().keySet()).isEqualTo(truth.rows().keySet()).hasSize(STUDIES);
        for (String study : truth.rows().keySet()) {
            for (String column : columns) {
                String expected = truth.cell(study, column);
                String found = cases.cell(study, column);
                filled += expected.isEmpty() ? 0 : 1;
                if (!same(expected, found, column.endsWith("_hours") ? HALF_DIGIT : 1e-9)) {
                    wrong.add(study + " " + column + ": \"" + found + "\" instead of \"" + expected + "\"");
                }
            }
            if (!truth.cell(study, "image_file").equals(cases.cell(study, "frontal_file"))) {
                wrong.add(study + ": another picture");
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(filled).isGreaterThan(STUDIES * 20L);
    }

    @Test
    void theTrapsWereThereAndNoneWasTaken() {
        assertThat(cohort.unused().stream().map(MimicCohort.Count::what))
                .anyMatch(what -> what.endsWith("filed after the image"))
                .anyMatch(what -> what.endsWith("no time of filing"))
                .anyMatch(what -> what.endsWith("no number"))
                .anyMatch(what -> what.endsWith("unknown unit"))
                .anyMatch(what -> what.endsWith("implausible"));
        assertThat(cohort.warnings())
                .anyMatch(w -> w.what().contains("values of") && w.where().contains("row"));
    }

    @Test
    void whatTheIcuChartedLastWasTaken() throws Exception {
        try (Query query = Query.open()) {
            String values = "'" + folder.resolve("out/values.parquet") + "'";
            for (String feature : List.of("temperature", "heartrate", "resprate", "o2sat", "sbp", "dbp", "mbp")) {
                assertThat(query.count("SELECT count(*) FROM " + values
                                + " WHERE source = 'chartevents' AND feature = '" + feature + "'"))
                        .as(feature)
                        .isGreaterThan(5);
            }
        }
        assertThat(cohort.unused().stream()
                        .filter(count -> count.table().equals("chartevents"))
                        .map(count -> count.what().replaceFirst(".*: ", "")))
                .contains("filed after the image", "no number", "unknown unit", "implausible");
        MimicPlan plan = MimicPlan.of(MimicPlan.CLINICAL).with(List.of("vitals.source=ed"));
        MimicCohort without = tree.into(folder.resolve("ed-alone"), plan);
        assertThat(without.inputs()).noneMatch(input -> input.table().equals("chartevents"));
        assertThat(without.schema().features()).noneMatch(f -> f.name().equals("mbp"));
    }

    @Test
    void reportsAreCountedAndNoneOfTheirTextIsKept() throws IOException {
        MimicFolders folders = new MimicFolders(
                tree.cxr(),
                Optional.empty(),
                tree.iv(),
                Optional.of(tree.ed()),
                Optional.of(tree.root().resolve("mimic-iv-note")));
        Path out = folder.resolve("note");
        MimicCohort noted = GeneratedTree.into(out, folders, MimicPlan.of(MimicPlan.CLINICAL));
        long reports = truth.rows().values().stream()
                .filter(row -> row.get("report").equals("1"))
                .count();
        assertThat(noted.links()).containsEntry(Reports.COUNTED, reports);
        assertThat(reports).isBetween(STUDIES / 2L, STUDIES - 1L);
        assertThat(noted.inputs())
                .filteredOn(input -> input.table().equals("radiology"))
                .allSatisfy(input -> assertThat(input.listed()).isTrue());
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain("SIMULATED REPORT", "nothing is said");
            }
        }
        assertThat(out.resolve("cases.csv")).hasSameBinaryContentAs(folder.resolve("out/cases.csv"));
        Files.writeString(
                tree.root().resolve("mimic-iv-note/SHA256SUMS.txt"), "0".repeat(64) + " note/radiology.csv.gz\n");
        assertThatThrownBy(() -> GeneratedTree.into(folder.resolve("bad"), folders, MimicPlan.of(MimicPlan.CLINICAL)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("does not match its checksum");
    }

    @Test
    void everyLinkedStayIsTheTruth() throws Exception {
        try (Query query = Query.open()) {
            List<List<String>> links = query.rows("SELECT case_id, hadm_id, ed_stay_id, icu_stay_id, place FROM '"
                    + folder.resolve("out/links.parquet") + "'");
            assertThat(links).hasSize(STUDIES).allSatisfy(row -> assertThat(row.subList(1, 5))
                    .as(row.get(0))
                    .isEqualTo(Arrays.asList(
                            truth.cell(row.get(0), "hadm_id"),
                            truth.cell(row.get(0), "ed_stay_id"),
                            truth.cell(row.get(0), "icu_stay_id"),
                            truth.cell(row.get(0), "place"))));
        }
    }

    @Test
    void nothingIsLaterThanItsImage() throws Exception {
        try (Query query = Query.open()) {
            String values = "'" + folder.resolve("out/values.parquet") + "'";
            assertThat(query.count("SELECT count(*) FROM " + values)).isGreaterThan(STUDIES * 10L);
            assertThat(query.count(
                            "SELECT count(*) FROM " + values + " WHERE taken_at > image_time OR known_at > image_time"))
                    .isZero();
        }
    }

    @Test
    void theCohortIsReadAsItIsAndAPatientIsInOneFold() throws IOException {
        Path out = folder.resolve("out");
        Schema schema = Schema.read(out.resolve("schema.toml"));
        TableReading reading = TableReading.of(schema, TableSource.of(schema, out));
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.cohort().size()).isEqualTo(STUDIES);
        assertThat(schema.features()).hasSizeGreaterThan(25);
        for (String key : List.of("fold", "split")) {
            assertThat(cases.rows().values().stream()
                            .map(row -> row.get("subject_id") + " " + row.get(key))
                            .distinct()
                            .count())
                    .isEqualTo(cases.rows().values().stream()
                            .map(row -> row.get("subject_id"))
                            .distinct()
                            .count());
        }
        assertThat(MimicPlan.read(out.resolve("import.toml"))).isEqualTo(MimicPlan.of(MimicPlan.CLINICAL));
        assertThat(Files.readString(out.resolve("provenance.json")))
                .contains("sha256", "flow", "\"in_sha256sums\" : true");
    }

    @Test
    void thePaperHasTriageAsWrittenAndGroupsOfTheStay() throws IOException {
        Path out = folder.resolve("paper");
        MimicPlan plan = MimicPlan.of(MimicPlan.PAPER)
                .with(List.of("link.require=ed", "drg.split_commas=false", "drg.least_cases=1"));
        MimicCohort paper = tree.into(out, plan);
        Sheet table = Sheet.read(out.resolve("cases.csv"), "study_id");
        List<String> wrong = new ArrayList<>();
        table.rows().keySet().forEach(study -> {
            for (Vital vital : Vital.ALL) {
                String expected = truth.cell(study, "triage_" + vital.name());
                String found = table.cell(study, vital.name());
                boolean celsius =
                        vital.name().equals("temperature") && !expected.isEmpty() && Double.parseDouble(expected) < 50;
                if (!celsius && !same(expected, found, 1e-9)) {
                    wrong.add(study + " " + vital.name() + ": " + found + " instead of " + expected);
                }
            }
            List<String> groups = table.columns().stream()
                    .filter(name ->
                            name.startsWith("DRG ") && table.cell(study, name).equals("1"))
                    .map(name -> name.substring(4))
                    .sorted()
                    .toList();
            if (!String.join("|", groups).equals(truth.cell(study, "drg"))) {
                wrong.add(study + " groups " + groups);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(table.rows().keySet())
                .isEqualTo(new LinkedHashSet<>(truth.rows().keySet().stream()
                        .filter(study -> !truth.cell(study, "ed_stay_id").isEmpty()
                                && !truth.cell(study, "dicom_id").isEmpty())
                        .toList()));
        assertThat(paper.warnings()).anyMatch(w -> w.what().contains("DRG groups are assigned at discharge"));
        MimicCohort without = tree.into(folder.resolve("no-drg"), MimicPlan.of(MimicPlan.PAPER_NO_DRG));
        assertThat(without.schema().features()).noneMatch(f -> f.name().startsWith("DRG "));
        assertThat(without.schema().features()).hasSize(9);
    }

    static boolean same(String expected, String found, double within) {
        if (expected.equals(found)) {
            return true;
        }
        try {
            return Math.abs(Double.parseDouble(expected) - Double.parseDouble(found)) <= within;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
