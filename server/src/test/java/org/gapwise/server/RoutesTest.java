package org.gapwise.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.gapwise.core.Seeds;
import org.gapwise.core.file.Json;
import org.gapwise.server.http.Limits;
import org.gapwise.server.http.Tokens;
import org.gapwise.server.oip.OipSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All routes together: the contract names them, and nothing that is sent to them breaks the server. */
final class RoutesTest {

    private static final int REQUESTS = Integer.getInteger("gapwise.server.requests", 600);
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"age\"",
            ":",
            ",",
            "63",
            "null",
            "\"inputs\"",
            "\"name\"",
            "\"data\"",
            "\"shape\"",
            "\"frontal\"",
            "\"UMg=\"",
            "1e400",
            "-0",
            "true",
            "\"datatype\"",
            "\"FP64\"",
            "\u0000",
            "\u00ff",
            "--b\r\n",
            "Content-Disposition: form-data; name=\"case\"\r\n\r\n",
            "../../etc/passwd",
            "%00",
            "\r\n");

    @TempDir
    private Path folder;

    @Test
    void theContractNamesEveryRouteAndNoOther() {
        try (TestServer server = new TestServer(folder)) {
            Set<String> served = new TreeSet<>();
            server.routes().forEach(route -> served.add(route.label()));
            JsonNode contract = server.get("/openapi.json").json();
            Set<String> named = new TreeSet<>();
            contract.path("paths").properties().forEach(path -> path.getValue()
                    .properties()
                    .forEach(
                            operation -> named.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
            assertThat(named).isEqualTo(served);
            contract.findValuesAsText("$ref")
                    .forEach(ref -> assertThat(contract.at(ref.substring(1)).isMissingNode())
                            .as(ref)
                            .isFalse());
        }
    }

    @Test
    void thePageAsksNobodyElse() {
        try (TestServer server = new TestServer(folder)) {
            for (String path : List.of("/", "/style.css", "/app.js", "/dom.js", "/form.js", "/why.js")) {
                TestServer.Answer answer = server.get(path);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.text()).doesNotContain("http://", "https://", "innerHTML", "eval(");
                assertThat(answer.whole()
                                .headers()
                                .firstValue("Content-Security-Policy")
                                .orElseThrow())
                        .contains("default-src 'none'", "script-src 'self';");
            }
        }
    }

    /** More with -Dgapwise.server.requests=20000. */
    @Test
    void whateverIsSentTheServerDoesNotFail() throws IOException {
        Limits limits = new Limits(Duration.ofMinutes(5), 100_000, 8, 64, 100, 200);
        try (TestServer server = new TestServer(folder, limits, Tokens.none())) {
            List<String> templates =
                    server.routes().stream().map(route -> route.template()).toList();
            int inferred = 0;
            for (int i = 0; i < REQUESTS; i++) {
                SplittableRandom random = Seeds.of(5, "generated requests", i);
                String text = request(random, templates);
                String answer = raw(server.port(), text);
                assertThat(answer).as("request %d: %s", i, text).containsPattern("^HTTP/1.1 ([234]\\d\\d|505) ");
                inferred += conforms(text, answer) ? 1 : 0;
            }
            assertThat(inferred).as("answers of the Open Inference Protocol").isGreaterThan(REQUESTS / 10);
            assertThat(server.get("/health/ready").status()).isEqualTo(200);
            assertThat(server.log()).noneMatch(line -> line.contains("\"event\":\"bug\""));
        }
    }

    /** Holds what comes from under /v2 against the protocol; whether it does. */
    private static boolean conforms(String request, String answer) throws IOException {
        String[] line = request.substring(0, request.indexOf("\r\n")).split(" ");
        int status = Integer.parseInt(answer.substring(9, 12));
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        boolean reached = !body.contains("this is no HTTP that is taken here");
        if (line[0].equals("HEAD") || !line[1].startsWith("/v2") || !reached) {
            return false;
        }
        int binary = body.indexOf("}\u0000");
        JsonNode tree = Json.parse(binary < 0 ? body : body.substring(0, binary + 1));
        assertThat(OipSchema.faults(line[1], status, tree))
                .as("%s: %s", request, answer)
                .isEmpty();
        return true;
    }

    @Test
    void theValidatorSeesWhatIsWrong() throws IOException {
        String good =
                "{'model_name': 'm', 'outputs': [{'name': 'a', 'datatype': 'FP64', 'shape': [2], 'data': [1, 2]}]}";
        assertThat(faults("/v2/models/m/infer", 200, good)).isEmpty();
        for (String[] change : List.of(
                new String[] {"model_name", "model"},
                new String[] {"'m'", "3"},
                new String[] {"FP64", "FP65"},
                new String[] {"[2]", "[3]"},
                new String[] {"[2]", "2"},
                new String[] {"[1, 2]", "[1, 'x']"},
                new String[] {"'data'", "'date'"})) {
            assertThat(faults("/v2/models/m/infer", 200, good.replace(change[0], change[1])))
                    .as(change[1])
                    .isNotEmpty();
        }
        assertThat(faults("/v2/models/m/infer", 400, "{'problems': []}")).isNotEmpty();
        assertThat(faults("/v2", 200, "{'name': 'a', 'version': '1'}")).isNotEmpty();
        assertThat(faults("/v2/models/m", 200, "{'name': 'a', 'platform': 'b', 'inputs': [{}], 'outputs': []}"))
                .isNotEmpty();
    }

    private static List<String> faults(String path, int status, String answer) throws IOException {
        return OipSchema.faults(path, status, Json.parse(answer.replace('\'', '"')));
    }

    /** Sometimes what the protocol wants, with an id, over any subset of inputs. */
    private static String inference(SplittableRandom random) {
        StringBuilder inputs = new StringBuilder();
        for (String input : List.of(
                "'age','datatype':'FP64','shape':[2],'data':[63,null]",
                "'sex','datatype':'BYTES','shape':[2,1],'data':['F',null]",
                "'frontal','datatype':'BYTES','shape':[2],'data':['UMg=','UMg=']")) {
            if (random.nextBoolean()) {
                inputs.append(inputs.isEmpty() ? "" : ",")
                        .append("{'name':")
                        .append(input)
                        .append('}');
            }
        }
        return ("{'id':'q','inputs':[" + inputs + "]}").replace('\'', '"');
    }

    /** Sometimes a Bundle, a call of a CDS service, or nothing but pieces. */
    private static String body(SplittableRandom random, String path) {
        if (path.endsWith("/infer") && random.nextInt(3) > 0) {
            return inference(random);
        }
        String bundle =
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\"}}]}";
        if (path.endsWith("/predict") && random.nextInt(3) == 0) {
            return bundle;
        }
        if (path.startsWith("/cds-services/") && random.nextInt(3) > 0) {
            return "{\"hook\":\"patient-view\",\"hookInstance\":\"h\",\"context\":{\"patientId\":\"p\"},\"prefetch\":{\"patient\":"
                    + "{\"resourceType\":\"Patient\",\"id\":\"p\"},\"vitals\":" + bundle + "}}";
        }
        StringBuilder body = new StringBuilder();
        for (int n = random.nextInt(12); n > 0; n--) {
            body.append(piece(random));
        }
        return body.toString();
    }

    private static String request(SplittableRandom random, List<String> templates) {
        String path = templates
                .get(random.nextInt(templates.size()))
                .replace(
                        "{model}", random.nextInt(3) > 0 ? "two" : piece(random).replaceAll("\\s", "%0a"))
                .replace("{id}", random.nextInt(3) > 0 ? "chest" : "two")
                .replace("{version}", random.nextInt(3) > 0 ? "1" : "9");
        String body = body(random, path);
        String type = List.of(
                        "application/json",
                        "application/json",
                        "application/fhir+json",
                        "multipart/form-data; boundary=b",
                        "text/plain",
                        "multipart/form-data")
                .get(random.nextInt(6));
        String accept =
                List.of("*/*", "application/fhir+json", "application/json").get(random.nextInt(3));
        String method = List.of("GET", "POST", "POST", "POST", "HEAD", "DELETE", "PUT", "B\u0000")
                .get(random.nextInt(8));
        int length = body.length() + (random.nextInt(20) == 0 ? -1 : 0);
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: " + accept
                + "\r\nContent-Type: " + type + "\r\n"
                + (random.nextInt(8) == 0 ? "Inference-Header-Content-Length: 7\r\n" : "")
                + "Content-Length: " + Math.max(0, length) + "\r\n\r\n" + body;
    }

    private static String piece(SplittableRandom random) {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    private static String raw(int port, String text) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(300_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void metricsTellWhatIsMissing() {
        try (TestServer server = new TestServer(folder)) {
            server.post("/v1/predict", "{\"age\": 1}");
            server.post("/v1/predict", "{\"frontal\": \"UMg=\"}");
            server.post("/v1/predict", "{}");
            assertThat(server.metrics().text())
                    .contains(
                            "# TYPE gapwise_requests_total counter\n",
                            "gapwise_requests_total{route=\"POST /v1/predict\",status=\"200\"} 3\n",
                            "gapwise_inputs_absent_total{model=\"chest\",version=\"1\",input=\"frontal\"} 2\n",
                            "gapwise_inputs_used_total{model=\"chest\",version=\"1\",input=\"age\"} 1\n",
                            "gapwise_patterns_total{model=\"chest\",version=\"1\",pattern=\"clinical\"} 1\n",
                            "gapwise_patterns_total{model=\"chest\",version=\"1\",pattern=\"nothing\"} 1\n",
                            "gapwise_batch_size_bucket{model=\"chest\",version=\"1\",le=\"+Inf\"} 3\n",
                            "gapwise_request_seconds_count{route=\"POST /v1/predict\"} 3\n");
        }
    }
}
