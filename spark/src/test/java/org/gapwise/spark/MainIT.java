package org.gapwise.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as spark-submit calls them. */
class MainIT {

    @TempDir
    private Path folder;

    @BeforeAll
    static void master() {
        System.setProperty("spark.master", "local[2]");
        System.setProperty("spark.ui.enabled", "false");
    }

    @AfterAll
    static void noMaster() {
        System.clearProperty("spark.master");
        System.clearProperty("spark.ui.enabled");
    }

    private record Said(int exit, String out, String err) {}

    @Test
    void aModelIsTrainedAndAsked() throws Exception {
        Ward.write(folder, 80);
        Files.writeString(folder.resolve("plan.toml"), Ward.PLAN.toToml());
        List<String> training = new ArrayList<>(List.of(
                "train",
                at("schema.toml"),
                at("plan.toml"),
                "--set=train.epochs=1",
                "--ranks=2",
                "--out=" + at("model")));
        Said trained = run(training);
        assertThat(trained.exit()).as(trained.err()).isZero();
        assertThat(trained.out()).startsWith(at("model") + " is trained (weights ");
        Said again = run(training);
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("there is something already");

        List<String> scoring =
                List.of("score", at("model"), "--table", at("cases.csv"), "--out", at("scores"), "--json");
        Said scored = run(scoring);
        assertThat(scored.exit()).as(scored.err()).isZero();
        assertThat(scored.out()).contains("\"cases\" : 80", "\"cases_with_nothing\" : ");
        assertThat(folder.resolve("scores/_SUCCESS")).exists();
        Files.writeString(folder.resolve("bad.csv"), "study,age\na,old\n");
        Said faulty = run(List.of("score", at("model"), "--table", at("bad.csv"), "--out", at("other")));
        assertThat(faulty.exit()).isEqualTo(3);
        assertThat(faulty.err()).contains("bad.csv, row 1 (line 2), column \"age\": \"old\" is not a number");
        Said nowhere = run(List.of("score", at("nothing"), "--table", at("cases.csv"), "--out", at("other")));
        assertThat(nowhere.exit()).isEqualTo(4);
        assertThat(nowhere.err()).contains("there is no such folder");
    }

    @Test
    void misuseIsToldBeforeSparkIsStarted() {
        assertThat(run(List.of()).exit()).isEqualTo(2);
        Said unknown = run(List.of("scores"));
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("score");
        Said ranks = run(List.of("train", "schema.toml", "--ranks=0", "--patience=0", "--out=model"));
        assertThat(ranks.exit()).isEqualTo(2);
        assertThat(ranks.err()).contains("--ranks", "--patience");
        for (CommandLine command : Main.commandLine().getSubcommands().values()) {
            assertThat(command.getUsageMessage()).contains("Example", "spark-submit", "--json", "--help");
            assertThat(command.getUsageMessage().lines()).allMatch(line -> line.length() <= 100);
        }
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static Said run(List<String> args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(answer, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            int exit = Main.run(args.toArray(String[]::new));
            return new Said(exit, answer.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
