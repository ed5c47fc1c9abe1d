package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small study from the command line: to its report, killed in between, and refused. */
final class StressIT {

    private static final int CONFIG = 2;

    @TempDir
    private Path folder;

    private static String[] args(String out, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "stress",
                "--quick",
                "--cases=150",
                "--methods=ours,unimodal-clinical,late-mean,trees-table",
                "--set=train.epochs=1",
                "--set=pretrain.epochs=1",
                "--set=vision.image_size=16",
                "--out=" + out));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    @Test
    void aStudyThatIsKilledAndGoneOnWithGivesTheSameTables() throws Exception {
        Program program = new Program(folder);
        Program.Run estimate = program.run(args("whole", "--dry-run")).done();
        assertThat(estimate.err()).contains("30 answers to get", "networks to train", "minute");
        assertThat(folder.resolve("whole/stress.html")).doesNotExist();
        Program.Run whole = program.run(args("whole")).done();
        assertThat(whole.out()).contains("whole/stress.html");
        assertThat(folder.resolve("whole/stress.html")).content().contains("Best possible");
        assertThat(program.run(args("whole")).err()).contains("--resume");

        Program.Started started = program.start(args("killed"));
        while (started.process().isAlive() && parquets("killed") < 5) {
            Thread.sleep(20);
        }
        started.process().destroyForcibly().waitFor();
        assertThat(parquets("killed")).isBetween(5L, 29L);
        assertThat(folder.resolve("killed/stress.html")).doesNotExist();
        program.run(args("killed", "--resume")).done();
        assertThat(tables("killed")).hasSizeGreaterThan(5).isEqualTo(tables("whole"));
    }

    @Test
    void whatCannotBeIsRefusedAndLeavesNothing() throws Exception {
        SmallData.write(folder);
        Files.createDirectories(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/thesis.txt"), "years of work");
        refused(List.of("schema.toml", "--methods=zero", "--out=lab"), "zeros", "trees-table");
        refused(List.of("schema.toml", "--protocol=papers", "--out=lab"), "papers", "mechanisms");
        refused(List.of("schema.toml", "--preset=quik", "--out=lab"), "quick");
        refused(List.of("schema.toml", "--folds=1", "--out=lab"), "--folds");
        refused(List.of("schema.toml", "--set=train.epoch=1", "--out=lab"), "epochs");
        refused(List.of("other.toml", "--out=lab"), "other.toml");
        refused(List.of("--out=lab"), "SCHEMA", "--quick");
        refused(List.of("schema.toml", "--out=mine"), "mine", "another --out");
        assertThat(folder.resolve("lab")).doesNotExist();
        assertThat(folder.resolve("mine").toFile().list()).containsExactly("thesis.txt");
    }

    private void refused(List<String> given, String... said) throws Exception {
        List<String> args = new ArrayList<>(List.of("stress"));
        args.addAll(given);
        Program.Run run = new Program(folder).run(args.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isEqualTo(CONFIG);
        assertThat(run.err()).contains(said).doesNotContain("\tat ").doesNotContain("bug of ours");
    }

    private long parquets(String study) throws IOException {
        Path answers = folder.resolve(study).resolve("answers");
        if (!Files.exists(answers)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(answers)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }

    private Map<String, String> tables(String study) throws IOException {
        Map<String, String> tables = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(study).resolve("tables"))) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.startsWith("cost")) {
                    tables.put(name, Files.readString(file));
                }
            }
        }
        return tables;
    }
}
