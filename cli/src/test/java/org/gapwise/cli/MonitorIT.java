package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From answers of the command line and of the server to a report, and nothing of a patient in between. */
final class MonitorIT {

    private static final String CANARY = "ZUZANNA-GRABOWSKI-4711";
    /** Of a feature, as no bin or count is written. */
    private static final String VALUE = "61.473829";

    @TempDir
    private Path folder;

    @Test
    void aLogIsWrittenByBothFollowedAndCompared() throws Exception {
        Program program = new Program(folder);
        List<String> lines = SmallData.write(folder);
        program.run(SmallData.training(1, "model").toArray(String[]::new)).done();
        // The same ward once more, then without pictures; its case keys and one level are canaries.
        Files.write(folder.resolve("usual.csv"), many(lines, false));
        Files.write(folder.resolve("drifted.csv"), many(lines, true));
        predict(program, "usual.csv");
        JsonNode usual = Json.parse(monitor(program, "first").done().out());
        assertThat(usual.path("alarms").asInt()).isZero();
        assertThat(usual.path("tests").asInt()).isGreaterThan(10);
        predict(program, "drifted.csv");
        serve(program);
        Program.Run failed = monitor(program, "second", "--fail-on-drift");
        assertThat(failed.exit()).isEqualTo(3);
        JsonNode drifted = Json.read(folder.resolve("second/monitor.json"));
        assertThat(drifted.path("models").path(0).path("windows").findValuesAsText("alarm"))
                .contains("true");
        assertThat(failed.out()).contains("\"modality\"", "frontal");
        for (Path file : files()) {
            assertThat(Files.readString(file)).as("%s", file).doesNotContain(CANARY, VALUE, "61.47", "ZUZANNA");
        }
        assertThat(Files.readString(folder.resolve("log/head"))).startsWith("806:");
        Program.Run anchored =
                monitor(program, "third", "--anchor=" + usual.path("anchor").asText());
        anchored.done();
        tampered(program);
    }

    private void tampered(Program program) throws Exception {
        Path log = folder.resolve("log/000000000001.jsonl");
        String text = Files.readString(log);
        int at = text.indexOf("\"age\":", text.length() / 2) + "\"age\":".length();
        char other = text.charAt(at) == '1' ? '2' : '1';
        Files.writeString(log, text.substring(0, at) + other + text.substring(at + 1));
        Program.Run run = monitor(program, "fourth");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("000000000001.jsonl, line ", "was changed");
        assertThat(folder.resolve("fourth")).doesNotExist();
    }

    private Program.Run monitor(Program program, String out, String... more) throws Exception {
        List<String> args =
                new ArrayList<>(List.of("monitor", "log", "--window=200", "--json", "--out=" + folder.resolve(out)));
        args.addAll(List.of(more));
        return program.run(args.toArray(String[]::new));
    }

    private static void predict(Program program, String table) throws Exception {
        program.run("predict", "model", "--table=" + table, "--root=pictures", "--log=log", "--out=" + table + ".out")
                .done();
    }

    /** Four hundred rows made of the training table's. */
    private static List<String> many(List<String> lines, boolean drifted) {
        List<String> many = new ArrayList<>(List.of(lines.get(0)));
        for (int i = 0; i < 400; i++) {
            String[] cells = lines.get(1 + i % (lines.size() - 1)).split(",", -1);
            cells[0] = CANARY + i;
            cells[1] = CANARY + "-" + i;
            if (drifted) {
                cells[4] = i % 40 == 0 ? CANARY : cells[4];
                cells[2] = i % 40 == 1 ? VALUE : cells[2];
                cells[5] = "";
            }
            many.add(String.join(",", cells));
        }
        return many;
    }

    private void serve(Program program) throws Exception {
        Program.Started server = program.start("serve", "model", "--port=0", "--admin-port=0", "--log=log", "--json");
        try {
            JsonNode said = ServeIT.said(server);
            String address = "http://127.0.0.1:" + said.path("port").asInt();
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest asked = HttpRequest.newBuilder(URI.create(address + "/v1/predict"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"study\": \"" + CANARY + "\", \"age\": " + VALUE + ", \"sex\": \"" + CANARY + "\"}"))
                    .build();
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(asked, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
            HttpRequest health = HttpRequest.newBuilder(URI.create(address + "/health/ready"))
                    .build();
            assertThat(client.send(health, HttpResponse.BodyHandlers.ofString()).body())
                    .contains("\"log\"", "written");
            HttpRequest metrics = HttpRequest.newBuilder(URI.create(
                            "http://127.0.0.1:" + said.path("admin_port").asInt() + "/metrics"))
                    .build();
            assertThat(client.send(metrics, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("gapwise_log_lost_total 0");
        } finally {
            server.process().destroy();
        }
        Program.Run run = Program.await(server);
        assertThat(run.exit()).as(run.err()).isZero();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> log = Files.list(folder.resolve("log"));
                Stream<Path> report = Files.list(folder.resolve("second"))) {
            return Stream.concat(log, report).toList();
        }
    }
}
