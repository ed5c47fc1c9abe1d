package org.gapwise.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.file.Json;
import org.gapwise.server.FakeFolder;
import org.gapwise.server.TestServer;
import org.gapwise.server.http.HttpPort;
import org.gapwise.server.http.Limits;
import org.gapwise.server.http.Place;
import org.gapwise.server.http.Routes;
import org.gapwise.server.http.Tokens;
import org.gapwise.server.watch.JsonLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second port over HTTP. */
final class AdminTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private static HttpResponse<String> ask(HttpPort port, String method, String path, String token)
            throws IOException, InterruptedException {
        return CLIENT.send(
                java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.number() + path))
                        .method(method, BodyPublishers.noBody())
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void metricsAndReloadAreThereForWhoHasTheToken() throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), TOKEN + "\n");
        try (TestServer server = new TestServer(folder);
                HttpPort port = HttpPort.open(
                        new Place("127.0.0.1", 0, Optional.empty()),
                        new Routes(new AdminRoutes(server.reloads(), server.metrics()).routes()),
                        Limits.usual(),
                        Tokens.read(tokens),
                        new JsonLog(line -> {}, Clock.systemUTC()))) {
            server.post("/v1/predict", "{\"age\": 1}");
            assertThat(ask(port, "GET", "/health/live", "").statusCode()).isEqualTo(200);
            for (String path : List.of("/metrics", "/admin/reload")) {
                String method = path.equals("/metrics") ? "GET" : "POST";
                assertThat(ask(port, method, path, "").statusCode()).as(path).isEqualTo(401);
                assertThat(ask(port, method, path, TOKEN + "0").statusCode())
                        .as(path)
                        .isEqualTo(401);
                assertThat(ask(port, method.equals("GET") ? "POST" : "GET", path, TOKEN)
                                .statusCode())
                        .as(path)
                        .isEqualTo(405);
                assertThat(server.get(path).status()).as(path).isEqualTo(404);
            }
            HttpResponse<String> metrics = ask(port, "GET", "/metrics", TOKEN);
            assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain; version=0.0.4");
            assertThat(metrics.body())
                    .contains("gapwise_requests_total{route=\"POST /v1/predict\",status=\"200\"} 1\n")
                    .isEqualTo(server.metrics().text());
            reloads(server, port);
        }
    }

    private void reloads(TestServer server, HttpPort port) throws Exception {
        JsonNode same = Json.parse(ask(port, "POST", "/admin/reload", TOKEN).body());
        assertThat(same.path("opened")).isEmpty();
        FakeFolder.write(folder.resolve("chest"), "3");
        HttpResponse<String> changed = ask(port, "POST", "/admin/reload", TOKEN);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(Json.parse(changed.body()).path("opened").path(0).asText()).isEqualTo("chest/1");
        assertThat(Json.parse(changed.body()).path("closed").path(0).asText()).isEqualTo("chest/1");
        String before = server.post("/v1/predict", "{}").text();
        FakeFolder.write(folder.resolve("chest"), "broken");
        HttpResponse<String> broken = ask(port, "POST", "/admin/reload", TOKEN);
        assertThat(broken.statusCode()).isEqualTo(409);
        assertThat(Json.parse(broken.body())
                        .path("problems")
                        .path(0)
                        .path("fix")
                        .asText())
                .isEqualTo("Restore it.");
        assertThat(server.post("/v1/predict", "{}").text()).isEqualTo(before);
        assertThat(ask(port, "GET", "/metrics", TOKEN).body())
                .contains(
                        "gapwise_reloads_total{outcome=\"changed\"} 1\n",
                        "gapwise_reloads_total{outcome=\"failed\"} 1\n");
    }
}
