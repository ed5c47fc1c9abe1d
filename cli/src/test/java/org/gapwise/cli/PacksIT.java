package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Public tables from the first draft to a trained model. The large one takes minutes and runs when the environment
 * variable GAPWISE_LONG is set; see CONTRIBUTING.md.
 */
final class PacksIT {

    /** What the source says is known only afterwards: outcomes, costs, and what doctors and models foretold. */
    private static final String SUPPORT_AFTERWARDS =
            "death,d.time,slos,charges,totcst,totmcst,surv2m,surv6m,prg2m,prg6m,dnr,dnrday,sfdm2,hday";

    @TempDir
    private Path folder;

    /**
     * One table.
     *
     * @param numeric a feature that has to be one
     * @param categorical a feature that has to be one
     */
    private record Pack(String file, String target, String leftOut, String numeric, String categorical) {}

    @Test
    void smallTablesGoFromTheDraftToAModel() throws Exception {
        for (Pack pack : List.of(
                new Pack("heart-disease-cleveland", "num", "", "chol", "cp"),
                new Pack("pbc", "status", "", "bili", "edema"),
                new Pack("chronic-kidney-disease", "class", "", "hemo", "htn"))) {
            train(pack, 1);
            assertThat(folder.resolve(pack.file + "/model/manifest.json")).exists();
        }
    }

    @Test
    void hospitalDeathOnSupport2IsToldWell() throws Exception {
        boolean asked = System.getenv("GAPWISE_LONG") != null;
        assumeTrue(asked, "SKIPPED: takes minutes; set GAPWISE_LONG=1 to run it");
        Program program = train(new Pack("support2", "hospdead", SUPPORT_AFTERWARDS, "meanbp", "dzgroup"), 6);
        program.run("evaluate", "support2/model", "support2/schema.toml", "--ci=200", "--no-stress", "--out=evaluation")
                .done();
        double auroc = Json.read(folder.resolve("evaluation/metrics.json"))
                .at("/labels/hospdead/metrics/auroc/value")
                .asDouble();
        assertThat(auroc).isBetween(0.79, 0.95);
    }

    private Program train(Pack pack, int epochs) throws Exception {
        Path table = pack(pack.file + ".csv");
        Program program = new Program(folder);
        String out = pack.file;
        List<String> init =
                new ArrayList<>(List.of("init", table.toString(), "--targets=" + pack.target, "--out=" + out));
        if (!pack.leftOut.isEmpty()) {
            init.add("--leave-out=" + pack.leftOut);
        }
        program.run(init.toArray(String[]::new)).done();
        String schema = out + "/schema.toml";
        JsonNode inspected =
                Json.parse(program.run("inspect", schema, "--json").done().out());
        assertThat(inspected.path("usable").asBoolean()).isTrue();
        for (JsonNode feature : inspected.path("features")) {
            String name = feature.path("name").asText();
            if (name.equals(pack.numeric) || name.equals(pack.categorical)) {
                assertThat(feature.path("kind").asText())
                        .as(name)
                        .isEqualTo(name.equals(pack.numeric) ? "numeric" : "categorical");
            }
        }
        program.run("train", schema, "--preset=quick", "--set=train.epochs=" + epochs, "--out=" + out + "/model")
                .done();
        return program;
    }

    private static Path pack(String file) {
        String shared = System.getenv().getOrDefault("GAPWISE_SHARED", "../shared");
        Path table = Path.of(shared, "data", "tabular-missing", file)
                .toAbsolutePath()
                .normalize();
        assumeTrue(
                Files.exists(table),
                "SKIPPED: " + table + " is absent; set GAPWISE_SHARED to the folder that holds data/");
        return table;
    }
}
