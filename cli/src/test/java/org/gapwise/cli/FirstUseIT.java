package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with a table and pictures, from the first draft to predictions. */
final class FirstUseIT {

    @TempDir
    private Path folder;

    @Test
    void aTableAndPicturesBecomeAModelThatPredictsFromAnySubset() throws Exception {
        Program program = new Program(folder);
        List<String> lines = SmallData.write(folder);
        Path drafted = folder.resolve("draft");
        program.run("init", "cases.csv", "--images=image_file", "--group=patient", "--targets=septic", "--out=draft")
                .done();
        assertThat(drafted.resolve("schema.toml")).content().contains("group = \"patient\"", "column = \"image_file\"");
        assertThat(program.run("init", "cases.csv", "--out=draft").exit()).isEqualTo(2);
        JsonNode inspected = Json.parse(
                program.run("inspect", "draft/schema.toml", "--json").done().out());
        assertThat(inspected.path("cases").asInt()).isEqualTo(80);

        JsonNode trained = Json.parse(program.run(with(SmallData.training(4, "model"), "--json"))
                .done()
                .out());
        assertThat(trained.path("weights_sha256").asText()).hasSize(64);
        assertThat(program.run(with(SmallData.training(4, "model"))).exit()).isEqualTo(2);

        assertThat(program.run("calibrate", "model", "schema.toml", "--part=train")
                        .exit())
                .isEqualTo(2);
        JsonNode calibrated =
                Json.parse(program.run("calibrate", "model", "schema.toml", "--part=all", "--by=sex", "--json")
                        .done()
                        .out());
        assertThat(calibrated.at("/calibration/labels/0/target").asText()).isEqualTo("septic");
        assertThat(folder.resolve("model/MODEL_CARD.md")).content().contains("### By sex");
        program.run("evaluate", "model", "schema.toml", "--ci=30", "--out=evaluation")
                .done();
        assertThat(Json.read(folder.resolve("evaluation/metrics.json"))
                        .path("stress")
                        .path("arms"))
                .hasSize(2);
        assertThat(folder.resolve("evaluation/report.html"))
                .content()
                .contains("septic", "Prediction sets by what was present")
                .doesNotContain("s17");
        predicts(program, lines);
        explains(program);
        assertThat(program.run("verify", "model", "--masks=40").done().out()).doesNotContain("NO ");
        assertThat(program.run("doctor").done().out()).contains("libtorch", "as 64 bits have it");
        assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".part") || name.endsWith(".run"));
    }

    private void explains(Program program) throws Exception {
        JsonNode why = Json.parse(program.run(
                        "explain",
                        "model",
                        "--table=new.csv",
                        "--row=1",
                        "--root=pictures",
                        "--schema=schema.toml",
                        "--out=why",
                        "--json")
                .done()
                .out());
        double sum = why.at("/inputs/from").asDouble()
                + why.at("/inputs/shares/lactate").asDouble();
        assertThat(sum).isEqualTo(why.at("/inputs/to").asDouble(), within());
        assertThat(why.path("next")).hasSize(3);
        assertThat(folder.resolve("why/explanation.html"))
                .content()
                .contains("What to measure next")
                .doesNotContain("=1+1");
        assertThat(program.run("explain", "model", "--table=new.csv", "--row=9", "--root=pictures", "--out=no")
                        .exit())
                .isEqualTo(2);
    }

    /** The label and group columns may be absent, keys may be formulas, and a case may have nothing. */
    private void predicts(Program program, List<String> lines) throws Exception {
        String picture = lines.stream()
                .filter(l -> l.contains(".png"))
                .findFirst()
                .orElseThrow()
                .split(",")[5];
        Files.writeString(
                folder.resolve("new.csv"), "study,lactate,image_file\n=1+1,3.2,\nb,NA," + picture + "\nc,,\n");
        program.run("predict", "model", "--table=new.csv", "--root=pictures", "--out=p.csv")
                .done();
        List<String> answers = Files.readAllLines(folder.resolve("p.csv"));
        assertThat(answers).hasSize(4);
        assertThat(answers.get(0)).isEqualTo("study,septic,used,absent");
        assertThat(answers.get(1)).matches("'=1\\+1,0?\\.?[0-9.E-]+,lactate,\"age;sex;frontal\"");
        assertThat(answers.get(2)).startsWith("b,").contains(",frontal,");
        assertThat(answers.get(3)).matches("c,[0-9.E-]+,,\"age;lactate;sex;frontal\"");

        Files.writeString(folder.resolve("case.json"), "{\"lactate\": 3.2, \"frontal\": null}");
        JsonNode one = Json.parse(program.run("predict", "model", "--case=case.json", "--json")
                .done()
                .out());
        assertThat(one.path("probabilities").path("septic").asDouble())
                .isEqualTo(Double.parseDouble(answers.get(1).split(",")[1]), within());
        Files.writeString(folder.resolve("case.json"), "{\"lactat\": 3.2, \"age\": \"old\"}");
        Program.Run wrong = program.run("predict", "model", "--case=case.json");
        assertThat(wrong.exit()).isEqualTo(3);
        assertThat(wrong.err()).contains("lactate", "a number is expected").doesNotContain("old");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-5);
    }

    private static String[] with(List<String> args, String... more) {
        List<String> all = new java.util.ArrayList<>(args);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
