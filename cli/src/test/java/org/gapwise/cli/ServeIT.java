package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
        assertThat(commands)
                .extracting(command -> command.get(0))
                .filteredOn("serve"::equals)
                .hasSize(3);
        for (List<String> command : commands) {
            if (!command.get(0).equals("serve")) {
                program.run(smaller(command).toArray(String[]::new)).done();
            }
        }
        Program.Started server = program.start("serve", "model", "--port=0", "--admin-port=0", "--json");
        Program.Started bedside = program.start("serve", "bedside", "--port=0", "--json");
        Program.Started explaining =
                program.start("serve", "model", "--training=cohort/schema.toml", "--port=0", "--json");
        try {
            JsonNode said = said(server);
            int fhir = said(bedside).path("port").asInt();
            int why = said(explaining).path("port").asInt();
            for (String line : shells()) {
                String answer =
                        shell(line.replace(":8080", ":" + said.path("port").asInt())
                                .replace(":8081", ":" + said.path("admin_port").asInt())
                                .replace(":8082", ":" + fhir)
                                .replace(":8083", ":" + why));
                assertThat(answer)
                        .as(line)
                        .doesNotContain("\"problems\":[{", "\"error\"", "OperationOutcome")
                        .matches(text -> !text.isBlank() || line.startsWith("cat"));
            }
            agrees(program, said.path("port").asInt());
            agreesInFhir(program, fhir);
            keepers(program);
            shell("curl -s -d '{\"" + CANARY + "\": 1}' -H 'Content-Type: application/json' http://127.0.0.1:"
                    + said.path("port").asInt() + "/v1/predict");
        } finally {
            server.process().destroy();
            bedside.process().destroy();
            explaining.process().destroy();
        }
        Program.Run run = Program.await(server);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("\"route\":\"POST /v1/predict\"").doesNotContain(CANARY);
        assertThat(Program.await(explaining).exit()).isZero();
        Program.Run other = Program.await(bedside);
        assertThat(other.exit()).as(other.err()).isZero();
        assertThat(other.err())
                .contains("\"route\":\"POST /cds-services/{id}\"")
                .doesNotContain(CANARY);
    }

    /** A Bundle with a DICOM in it, and the same features and file on the command line. */
    private void agreesInFhir(Program program, int port) throws IOException, InterruptedException {
        Path picture = Path.of(
                shell("find hospital/pictures -name '*.dcm' | sort | head -n 1").strip());
        String data = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve(picture)));
        ObjectNode bundle = (ObjectNode) Json.read(folder.resolve("patient.json"));
        ((ObjectNode) bundle.path("entry").path(0).path("resource"))
                .put("id", "p1")
                .putArray("name")
                .addObject()
                .put("family", CANARY);
        ObjectNode media = bundle.withArray("entry").addObject().putObject("resource");
        media.put("resourceType", "Media").put("id", "m1").put("status", "completed");
        media.putObject("subject").put("reference", "Patient/p1");
        media.putObject("content")
                .put("contentType", "application/dicom")
                .put("title", CANARY)
                .put("data", data);
        Json.write(folder.resolve("asked.json"), bundle);
        String ask =
                "curl -s -H 'Content-Type: application/fhir+json' -H 'Accept: TYPE' -d @asked.json http://127.0.0.1:"
                        + port + "/v1/predict";
        JsonNode served = Json.parse(shell(ask.replace("TYPE", "application/json")));
        Path file = Files.writeString(
                folder.resolve("known.json"),
                "{\"age\": 63, \"sex\": \"F\", \"wbc\": 14.2, \"wbc_hours\": 1.42, \"image\": \""
                        + folder.resolve("hospital/pictures").relativize(folder.resolve(picture)) + "\"}");
        JsonNode offline =
                Json.parse(program.run("predict", "bedside", "--case=" + file, "--root=hospital/pictures", "--json")
                        .done()
                        .out());
        for (String part : List.of("probabilities", "used", "absent", "warnings")) {
            assertThat(served.path(part)).isEqualTo(offline.path(part));
        }
        assertThat(served.path("used")).extracting(JsonNode::asText).contains("age", "sex", "wbc", "image");
        assertThat(served.path("basis"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("Patient/p1", "Observation/o1", "Media/m1");
        String risk = shell(ask.replace("TYPE", "application/fhir+json"));
        assertThat(risk).contains("RiskAssessment", "Absent, and not filled in").doesNotContain(CANARY);
        media.withObject("content").put("url", "https://" + CANARY + "/1.dcm");
        Json.write(folder.resolve("asked.json"), bundle);
        assertThat(shell(ask.replace("TYPE", "application/fhir+json")))
                .contains("OperationOutcome", "nothing is fetched", "Media.content.url")
                .doesNotContain(CANARY);
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
        switch (small.get(0)) {
            case "simulate" -> small.add("--image-size=16");
            case "train" -> small.addAll(MimicGuideIT.TINY);
            default -> {}
        }
        return small;
    }

    /** Lines of curl, and files that are written. */
    private static List<String> shells() throws IOException {
        List<String> shells = new ArrayList<>();
        StringBuilder file = new StringBuilder();
        for (String line : Files.readAllLines(GUIDE)) {
            if (line.startsWith("cat > ") || !file.isEmpty()) {
                file.append(line).append('\n');
                if (line.equals("END")) {
                    shells.add(file.toString());
                    file.setLength(0);
                }
            } else if (line.startsWith("curl ")) {
                shells.add(line);
            }
        }
        assertThat(shells).hasSizeGreaterThan(10);
        return shells;
    }

    /** What a server says when it is ready. */
    static JsonNode said(Program.Started server) throws IOException, InterruptedException {
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

    /** A token of either port is refused at the other. */
    private void keepers(Program program) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("tokens"), "a".repeat(32) + "\n");
        Files.writeString(folder.resolve("keepers"), "b".repeat(32) + "\n");
        Program.Started server = program.start(
                "serve",
                "model",
                "--port=0",
                "--admin-port=0",
                "--token-file=tokens",
                "--admin-token-file=keepers",
                "--json");
        try {
            JsonNode said = said(server);
            String ask = "curl -s -o answer -w '%{http_code}' -H 'Authorization: Bearer ";
            for (String token : List.of("a".repeat(32), "b".repeat(32))) {
                boolean keeper = token.startsWith("b");
                assertThat(shell(ask + token + "' http://127.0.0.1:"
                                + said.path("port").asInt() + "/v1/models"))
                        .isEqualTo(keeper ? "401" : "200");
                for (String path : List.of("/metrics", "/admin/reload")) {
                    assertThat(shell(ask + token + "' " + (path.equals("/metrics") ? "" : "-X POST ")
                                    + "http://127.0.0.1:"
                                    + said.path("admin_port").asInt() + path))
                            .as(path)
                            .isEqualTo(keeper ? "200" : "401");
                }
            }
        } finally {
            server.process().destroy();
        }
        assertThat(Program.await(server).exit()).isZero();
    }

    /** None of the first port's tokens opens the second: nor by leaving out what would say which do. */
    @Test
    void whoMayAskMayNotLookAfterTheServer() throws Exception {
        Program program = new Program(folder);
        String first = "a".repeat(32);
        Files.writeString(folder.resolve("people"), first + "\n");
        Files.writeString(folder.resolve("keepers"), "b".repeat(32) + "\n");
        Files.writeString(folder.resolve("both"), "c".repeat(32) + "\n" + first + "\n");
        Map<List<String>, String> wrong = Map.of(
                List.of("--token-file=people", "--admin-port=0"), "no tokens of its own",
                List.of("--token-file=people", "--admin-port=0", "--admin-token-file=both"),
                        "is also one of --token-file",
                List.of("--token-file=people", "--admin-port=0", "--admin-scope=admin"), "a scope needs keys",
                List.of("--token-file=people", "--admin-token-file=keepers"), "need that port");
        for (Map.Entry<List<String>, String> each : wrong.entrySet()) {
            List<String> words = new ArrayList<>(List.of("serve", "model"));
            words.addAll(each.getKey());
            Program.Run run = program.run(words.toArray(String[]::new));
            assertThat(run.exit()).as(words.toString()).isEqualTo(2);
            assertThat(run.err()).contains(each.getValue()).doesNotContain(first);
        }
    }
}
