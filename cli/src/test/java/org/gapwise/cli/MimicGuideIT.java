package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of docs/guide/mimic.md, in its order, on a small tree and with tiny trainings. */
final class MimicGuideIT {

    private static final Path GUIDE = Path.of("../docs/guide/mimic.md");
    static final List<String> TINY = List.of(
            "--set=train.epochs=1",
            "--set=pretrain.epochs=0",
            "--set=train.batch=32",
            "--set=vision.image_size=16",
            "--set=model.width=16",
            "--set=model.heads=2",
            "--set=model.feed_forward=32");

    @TempDir
    private Path folder;

    @Test
    void everyCommandOfTheGuideRuns() throws Exception {
        Program program = new Program(folder);
        List<List<String>> commands =
                Guide.commands(GUIDE).stream().map(MimicGuideIT::smaller).toList();
        assertThat(commands).hasSizeGreaterThan(12);
        for (List<String> command : commands) {
            Program.Run run = program.run(command.toArray(String[]::new));
            assertThat(run.exit()).as(command + "\n" + run.err()).isZero();
        }
        JsonNode provenance = Json.read(folder.resolve("cohort/provenance.json"));
        assertThat(provenance.path("inputs")).hasSizeGreaterThan(8);
        assertThat(folder.resolve("cohort/import.html"))
                .content()
                .contains("From the files to the cohort", "studies", "SHA256SUMS");
        assertThat(folder.resolve("paper/import.html")).content().contains("assigned at discharge");
        assertThat(folder.resolve("evaluation/report.html")).exists();
        assertThat(folder.resolve("paper-lab/stress.html")).exists();
        assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void aWrongChoiceIsRefusedAndLeavesNothing() throws Exception {
        Program.Run run = new Program(folder)
                .run("import", "mimic", "--cxr=a", "--iv=b", "--set=labs.windows_hours=3", "--out=cohort");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("window_hours").doesNotContain("bug of ours");
        Program.Run nothing = new Program(folder).run("import", "mimic", "--cxr=a", "--iv=b", "--out=cohort");
        assertThat(nothing.exit()).isEqualTo(3);
        assertThat(nothing.err()).contains("metadata is not there", "labevents is not there");
        assertThat(folder.resolve("cohort")).doesNotExist();
        assertThat(folder.resolve("cohort.part")).doesNotExist();
    }

    /** The same command with less of everything. */
    private static List<String> smaller(List<String> words) {
        List<String> small = new ArrayList<>(words);
        small.replaceAll(word -> switch (word) {
            case "2000", "227835" -> "240";
            case "20000000" -> "4000";
            default -> word;
        });
        switch (small.get(0)) {
            case "simulate" -> small.add("--image-size=16");
            case "train" -> small.addAll(TINY);
            case "evaluate" -> small.add("--ci=20");
            case "stress" -> {
                small.addAll(TINY);
                small.addAll(List.of("--quick", "--folds=2", "--methods=ours,trees-table"));
            }
            default -> {}
        }
        return small;
    }
}
