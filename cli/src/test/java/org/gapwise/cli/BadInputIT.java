package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault of the input ends with its exit code, names the place and the fix, and leaves nothing behind. */
final class BadInputIT {

    private static final int CONFIG = 2;
    private static final int DATA = 3;
    private static final int BUNDLE = 4;

    @TempDir
    private Path folder;

    private List<String> lines = List.of();

    @BeforeEach
    void write() throws IOException {
        lines = new ArrayList<>(SmallData.write(folder));
    }

    @Test
    void aMistypedPictureFolder() throws Exception {
        replace("root = \"pictures\"", "root = \"picture\"");
        refused(DATA, "picture", "pictures");
    }

    @Test
    void aCorruptPicture() throws Exception {
        int row = 1;
        while (!lines.get(row).contains(".png")) {
            row++;
        }
        Path picture = folder.resolve("pictures").resolve(lines.get(row).split(",")[5]);
        byte[] bytes = Files.readAllBytes(picture);
        bytes[bytes.length / 2] ^= 4;
        Files.write(picture, bytes);
        refused(DATA, String.valueOf(picture.getFileName()), "row " + row, "checksum");
    }

    @Test
    void aRaggedTable() throws Exception {
        lines.set(7, "s6,p3,44");
        refused(DATA, "cases.csv", "row 7", "line 8");
    }

    @Test
    void aTextInANumericColumn() throws Exception {
        lines.set(5, "s4,p2,old,1.2,F,,1");
        refused(DATA, "cases.csv", "row 5", "\"age\"");
    }

    @Test
    void aKeyThatOccursTwice() throws Exception {
        lines.set(9, lines.get(8));
        Program.Run run = refused(DATA, "cases.csv", "row 9");
        assertThat(run.err()).doesNotContain("s7");
    }

    @Test
    void aTargetWithOneClass() throws Exception {
        lines.replaceAll(line -> line.endsWith(",1") ? line.substring(0, line.length() - 1) + "0" : line);
        refused(DATA, "cases.csv", "septic", "only one class");
    }

    @Test
    void aTruncatedArchive() throws Exception {
        Path file = folder.resolve("cases.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(String.join("\n", lines).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 20));
        replace("cases.csv", "cases.csv.gz");
        refused(DATA, "cases.csv.gz");
    }

    @Test
    void anUnknownKeyOfThePlan() throws Exception {
        Files.writeString(folder.resolve("plan.toml"), "version = 1\npreset = \"quick\"\n[train]\nepoch = 3\n");
        Program.Run run = new Program(folder).run("train", "schema.toml", "plan.toml", "--out=model");
        assertThat(run.exit()).isEqualTo(CONFIG);
        assertThat(run.err())
                .contains("plan.toml, line 4", "train.epoch", "epochs")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("model")).doesNotExist();
    }

    @Test
    void aDamagedBundle() throws Exception {
        Program program = new Program(folder);
        program.run(SmallData.training(1, "model").toArray(String[]::new)).done();
        Path weights = folder.resolve("model/weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 9] ^= 1;
        Files.write(weights, bytes);
        for (List<String> args : List.of(
                List.of("predict", "model", "--table=cases.csv", "--out=p.csv"),
                List.of("evaluate", "model", "schema.toml", "--out=e"),
                List.of("verify", "model"))) {
            Program.Run run = program.run(args.toArray(String[]::new));
            assertThat(run.exit()).as(run.err()).isEqualTo(BUNDLE);
            assertThat(run.err()).contains("weights.safetensors", "changed", "Restore");
        }
        assertThat(folder.resolve("p.csv")).doesNotExist();
        assertThat(folder.resolve("e")).doesNotExist();
    }

    @Test
    void aFolderThatHoldsSomethingIsNotTouched() throws Exception {
        Files.createDirectories(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/thesis.txt"), "years of work");
        Program program = new Program(folder);
        for (List<String> args : List.of(
                List.of("demo", "--out=mine"),
                List.of("simulate", "--cases=10", "--out=mine"),
                SmallData.training(1, "mine"))) {
            Program.Run run = program.run(args.toArray(String[]::new));
            assertThat(run.exit()).as(run.err()).isEqualTo(CONFIG);
            assertThat(run.err()).contains("mine");
        }
        assertThat(folder.resolve("mine/thesis.txt")).hasContent("years of work");
    }

    @Test
    void aMisusedCommandGetsASuggestion() throws Exception {
        Program.Run run = new Program(folder).run("predct");
        assertThat(run.exit()).isEqualTo(CONFIG);
        assertThat(run.err()).contains("gapwise predict");
    }

    private void replace(String old, String fresh) throws IOException {
        Path schema = folder.resolve("schema.toml");
        Files.writeString(schema, Files.readString(schema).replace(old, fresh));
    }

    /** Trains, is refused, and finds the folder as it was. */
    private Program.Run refused(int exit, String... said) throws Exception {
        Files.write(folder.resolve("cases.csv"), lines);
        Set<String> before = entries();
        List<String> args = new ArrayList<>(SmallData.training(1, "model"));
        args.add("--json");
        Program.Run run = new Program(folder).run(args.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err()).contains(said).doesNotContain("\tat ").doesNotContain("Exception");
        JsonNode problems = Json.parse(run.out()).path("problems");
        assertThat(problems).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.path("what").asText()).isNotBlank();
            assertThat(problem.path("where").asText()).isNotBlank();
            assertThat(problem.path("fix").asText()).isNotBlank();
        });
        Set<String> after = entries();
        after.remove("cache");
        assertThat(after).isEqualTo(before);
        return run;
    }

    private Set<String> entries() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> String.valueOf(path.getFileName()))
                    .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        }
    }
}
