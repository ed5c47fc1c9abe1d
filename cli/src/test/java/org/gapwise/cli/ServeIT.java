package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of docs/guide/serve.md, on a small cohort and with a tiny training. */
final class ServeIT {

    private static final Path GUIDE = Path.of("../docs/guide/serve.md");
    private static final String CANARY = "ZUZANNA-GRABOWSKI-4711";
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void everyCommandOfTheGuideRunsAndAnswersAsPredictDoes() throws Exception {
        Program program = new Program(folder);
        List<List<String>> commands = Guide.commands(GUIDE);
        assertThat(commands).hasSize(3);
        for (List<String> command : commands.subList(0, 2)) {
            program.run(smaller(command).toArray(String[]::new)).done();
        }
        Program.Started server = program.start("serve", "model", "--port=0", "--admin-port=0", "--json");
        try {
            JsonNode said = said(server);
            for (String line : curls()) {
                String answer =
                        shell(line.replace(":8080", ":" + said.path("port").asInt())
                                .replace(":8081", ":" + said.path("admin_port").asInt()));
                assertThat(answer)
                        .as(line)
                        .doesNotContain("\"problems\":[{", "\"error\"")
                        .isNotBlank();
            }
            agrees(program, said.path("port").asInt());
            shell("curl -s -d '{\"" + CANARY + "\": 1}' -H 'Content-Type: application/json' http://127.0.0.1:"
                    + said.path("port").asInt() + "/v1/predict");
        } finally {
            server.process().destroy();
        }
        Program.Run run = Program.await(server);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("\"route\":\"POST /v1/predict\"").doesNotContain(CANARY);
    }

    private void agrees(Program program, int port) throws IOException, InterruptedException {
        Path file = Files.writeString(
                folder.resolve("case.json"), "{\"age\": 63, \"sex\": \"F\", \"frontal\": \"000/s000001.png\"}");
        JsonNode offline =
                Json.parse(program.run("predict", "model", "--case=" + file, "--root=cohort/images", "--json")
                        .done()
                        .out());
        JsonNode served = Json.parse(shell("curl -s -F 'case={\"age\": 63, \"sex\": \"F\"}'"
                + " -F frontal=@cohort/images/000/s000001.png http://127.0.0.1:" + port + "/v1/predict"));
        for (String part : List.of("probabilities", "used", "absent", "warnings")) {
            assertThat(served.path(part)).isEqualTo(offline.path(part));
        }
    }

    private static List<String> smaller(List<String> words) {
        List<String> small = new ArrayList<>(words);
        small.replaceAll(word -> word.equals("400") ? "120" : word);
        small.addAll(small.get(0).equals("simulate") ? List.of("--image-size=16") : MimicGuideIT.TINY);
        return small;
    }

    private static List<String> curls() throws IOException {
        List<String> lines = Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("curl "))
                .toList();
        assertThat(lines).hasSizeGreaterThan(5);
        return lines;
    }

    private static JsonNode said(Program.Started server) throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.readString(server.out()).endsWith("}\n") && System.nanoTime() < until) {
            assertThat(server.process().isAlive())
                    .as(Files.readString(server.err()))
                    .isTrue();
            Thread.sleep(100);
        }
        return Json.parse(Files.readString(server.out()));
    }

    private String shell(String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", line)
                .directory(folder.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(line).isZero();
        return out;
    }

    @Test
    void othersMayNotAskWithoutAToken() throws Exception {
        Program.Run run = new Program(folder).run("serve", "model", "--host=0.0.0.0");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--token-file");
        assertThat(new Program(folder).run("serve", "model").exit()).isEqualTo(4);
    }
}
