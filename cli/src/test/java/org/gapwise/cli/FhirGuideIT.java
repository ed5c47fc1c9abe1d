package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of docs/guide/fhir.md, in its order, on a small export and with tiny trainings. */
final class FhirGuideIT {

    private static final Path GUIDE = Path.of("../docs/guide/fhir.md");
    private static final int CASES = 240;

    @TempDir
    private Path folder;

    @Test
    void everyCommandOfTheGuideRuns() throws Exception {
        Program program = new Program(folder);
        List<List<String>> commands = Guide.commands(GUIDE);
        assertThat(commands).hasSizeGreaterThan(7);
        for (List<String> command : commands) {
            List<String> small = smaller(command);
            Program.Run run = program.run(small.toArray(String[]::new));
            assertThat(run.exit()).as(small + "\n" + run.err()).isZero();
            assertThat(run.err() + run.out()).doesNotContain("Simulated");
        }
        JsonNode provenance = Json.read(folder.resolve("cohort/provenance.json"));
        assertThat(provenance.path("inputs")).hasSize(6);
        assertThat(folder.resolve("cohort/import.html"))
                .content()
                .contains("Imaging studies in the files", "Cohort", "SHA-256");
        assertThat(folder.resolve("evaluation/report.html")).exists();
        assertThat(folder.resolve("others/schema.toml")).doesNotExist();
        assertThat(Files.readAllLines(folder.resolve("predictions.csv"))).hasSize(CASES + 1);
        assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void aBrokenLineIsRefusedAndLeavesNothing() throws Exception {
        Path export = Files.createDirectories(folder.resolve("export"));
        Files.writeString(
                export.resolve("Patient.ndjson"),
                "{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":[{\"family\":\"Sommer\"}]}\n{\"id\":\"Sommer\n");
        Program.Run run = new Program(folder).run("import", "fhir", "export", "--out=cohort", "--json");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("Patient.ndjson, line 2").doesNotContain("Sommer", "Exception", "\tat ");
        assertThat(Json.parse(run.out()).path("problems")).hasSize(1);
        Program.Run wrong =
                new Program(folder).run("import", "fhir", "export", "--set=vitals.windows_hours=3", "--out=cohort");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("window_hours");
        assertThat(folder.resolve("cohort")).doesNotExist();
        assertThat(folder.resolve("cohort.part")).doesNotExist();
    }

    /** The same command with less of everything. */
    private static List<String> smaller(List<String> words) {
        List<String> small = new ArrayList<>(words);
        small.replaceAll(word -> word.equals("2000") ? String.valueOf(CASES) : word);
        switch (small.get(0)) {
            case "simulate" -> small.add("--image-size=16");
            case "train" -> small.addAll(MimicGuideIT.TINY);
            case "evaluate" -> small.add("--ci=20");
            default -> {}
        }
        return small;
    }
}
