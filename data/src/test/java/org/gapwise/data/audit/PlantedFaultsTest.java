package org.gapwise.data.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.simulate.Simulation;
import org.gapwise.data.simulate.SimulationPlan;
import org.gapwise.data.table.PartRule;
import org.gapwise.data.table.TableCohort;
import org.gapwise.data.table.TableSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Faults planted one by one, and all together, into a clean simulated cohort: each is found, and nothing else. */
final class PlantedFaultsTest {

    private static final int CASES = 600;
    private static final int SIDE = 32;
    private static final Times TIMES = new Times(Optional.of("outcome_time"), Optional.of("image_time"), Map.of());

    @TempDir
    private static Path folder;

    @BeforeAll
    static void aCleanCohort() throws IOException {
        simulate(folder.resolve("clean"), 1);
    }

    /** A cohort with parts by patient, and with the times of outcome and picture. */
    private static void simulate(Path out, long seed) throws IOException {
        Simulation.write(new SimulationPlan(CASES, SIDE, seed), out);
        TableCohort cohort = TableCohort.open(out.resolve("schema.toml"));
        Split split = Split.byGroup(cohort, 0.2, 0.2, seed);
        Sheet sheet = Sheet.read(out.resolve("cases.csv"));
        List.of("part", "image_time", "outcome_time").forEach(sheet::add);
        for (int i = 0; i < sheet.size(); i++) {
            sheet.put(i, "part", split.parts().get(i).word());
            sheet.put(i, "image_time", "2150-03-02 08:00:00");
            sheet.put(i, "outcome_time", "2150-03-03");
        }
        sheet.write(out.resolve("cases.csv"));
    }

    @Test
    void aCleanCohortRaisesNoAlarm() throws IOException {
        assertThat(audit(folder.resolve("clean")).findings()).isEmpty();
        for (long seed = 2; seed <= 4; seed++) {
            Path clean = folder.resolve("clean" + seed);
            simulate(clean, seed);
            assertThat(audit(clean).findings()).as("seed %d", seed).isEmpty();
        }
    }

    @TestFactory
    List<DynamicTest> everyPlantedFaultIsFound() {
        assertThat(Fault.all()).hasSizeGreaterThanOrEqualTo(15);
        return Fault.all().stream()
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> isFound(fault)))
                .toList();
    }

    private static void isFound(Fault fault) throws IOException {
        Audit audit = audit(planted("one " + fault.name(), List.of(fault)));
        assertThat(audit.findings())
                .anySatisfy(finding -> {
                    assertThat(finding.kind()).isEqualTo(fault.kind());
                    assertThat(finding.severity()).isEqualTo(fault.severity());
                    assertThat(finding.problem().where()).contains("cases.csv").contains(fault.column());
                })
                .allSatisfy(finding -> assertThat(consequences(fault)).contains(finding.kind()));
        assertThat(audit.usable()).isEqualTo(fault.severity() == Severity.WARNING);
    }

    /** The fault itself, and what it brings with it. */
    private static Set<Kind> consequences(Fault fault) {
        return switch (fault.kind()) {
            case INFINITE -> Set.of(Kind.INFINITE, Kind.FAULT);
            case AFTER_IMAGE, AFTER_OUTCOME -> Set.of(Kind.AFTER_IMAGE, Kind.AFTER_OUTCOME);
            default -> Set.of(fault.kind());
        };
    }

    @Test
    void allFaultsAreFoundTogetherAndNobodyIsNamed() throws IOException {
        Audit audit = audit(planted("all", Fault.all()));
        Set<Kind> found = audit.findings().stream().map(Finding::kind).collect(Collectors.toSet());
        assertThat(found).containsAll(Fault.all().stream().map(Fault::kind).toList());
        String json = Json.text(audit.toJson());
        assertThat(json).contains("\"usable\" : false").contains("telling-feature");
        TableCohort cohort = TableCohort.open(folder.resolve("clean/schema.toml"));
        assertThat(cohort.cases().stream().map(Case::group).distinct()).noneMatch(json::contains);
        assertThat(cohort.cases().stream().map(Case::id).map(id -> id + "\"")).noneMatch(json::contains);
    }

    private static Path planted(String name, List<Fault> faults) throws IOException {
        Path to = folder.resolve(name.replaceAll("[^a-zA-Z0-9]+", "-"));
        copy(folder.resolve("clean"), to);
        Sheet sheet = Sheet.read(to.resolve("cases.csv"));
        for (Fault fault : faults) {
            fault.planting().into(sheet, to.resolve("images"));
        }
        sheet.write(to.resolve("cases.csv"));
        return to;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(path -> {
                try {
                    Files.copy(path, to.resolve(from.relativize(path).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static Audit audit(Path cohort) {
        Schema schema = Schema.read(cohort.resolve("schema.toml"));
        TableSource source = TableSource.of(schema, cohort);
        return Audit.of(new AuditRequest(schema, source, PartRule.stated("part"), TIMES, Progress.silent()));
    }
}
