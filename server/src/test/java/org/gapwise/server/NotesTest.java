package org.gapwise.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.monitor.Entry;
import org.gapwise.core.monitor.Link;
import org.gapwise.core.monitor.LogReader;
import org.gapwise.core.monitor.PredictionLog;
import org.gapwise.server.http.Limits;
import org.gapwise.server.http.Tokens;
import org.gapwise.server.model.Batcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a server's answers is in the log of predictions, and what is not. */
final class NotesTest {

    private static final List<Batcher.Batching> WAYS =
            List.of(Batcher.Batching.alone(), new Batcher.Batching(16, Duration.ofMillis(2)));

    @TempDir
    private Path folder;

    private PredictionLog log(Batcher.Batching way) {
        return PredictionLog.open(folder.resolve("log-" + way.most()), Clock.systemUTC());
    }

    private List<Entry.Answered> answered(Batcher.Batching way) {
        List<Link> links = new ArrayList<>();
        LogReader.read(folder.resolve("log-" + way.most()), List.of(), links::add);
        return links.stream()
                .map(Link::entry)
                .filter(Entry.Answered.class::isInstance)
                .map(Entry.Answered.class::cast)
                .toList();
    }

    private TestServer server(Batcher.Batching way, PredictionLog log) {
        return new TestServer(folder, Limits.usual(), Tokens.none(), way, Optional.of(log));
    }

    @Test
    void whatIsTriedOutIsAnsweredAlikeAndNotNoted() {
        for (Batcher.Batching way : WAYS) {
            try (PredictionLog log = log(way);
                    TestServer server = server(way, log)) {
                TestServer.Answer asked = server.post("/v1/predict", "{\"age\": 50}");
                assertThat(asked.json().has("noted")).isFalse();
                assertThat(server.post("/v1/predict?note=true", "[{\"age\": 40}, {}]")
                                .status())
                        .isEqualTo(200);
                String before = server.metrics().text();
                TestServer.Answer tried =
                        server.post("/v1/models/chest/versions/1/predict?note=false", "{\"age\": 50}");
                assertThat(tried.json().path("noted").asBoolean(true)).isFalse();
                assertThat(tried.json().path("probabilities"))
                        .isEqualTo(asked.json().path("probabilities"));
                server.post("/v1/predict?note=false", "[{}, {}]")
                        .json()
                        .path("predictions")
                        .forEach(each ->
                                assertThat(each.path("noted").asBoolean(true)).isFalse());
                // Its target is the most probable one, so the model is asked; an explanation is no second answer.
                assertThat(server.post("/v1/explain?part=shares", "{\"age\": 50}")
                                .status())
                        .isEqualTo(200);
                assertThat(missing(server.metrics().text())).isEqualTo(missing(before));
            }
            assertThat(answered(way)).hasSize(3);
        }
    }

    /** The part of metrics that tells what is missing. */
    private static List<String> missing(String metrics) {
        return metrics.lines()
                .filter(line -> line.matches("gapwise_(inputs|patterns).*"))
                .toList();
    }

    @Test
    void whetherItIsNotedIsTrueOrFalse() {
        try (PredictionLog log = log(Batcher.Batching.alone());
                TestServer server = server(Batcher.Batching.alone(), log)) {
            assertThat(server.post("/v1/predict?note=no", "{}").status()).isEqualTo(400);
            TestServer.Answer fhir =
                    server.send(server.request("/v1/predict?note=false", "Content-Type", "application/fhir+json")
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"resourceType\":\"Bundle\"}"))
                            .build());
            assertThat(fhir.status()).isEqualTo(400);
            assertThat(fhir.text()).contains("?note=", "about a patient");
        }
    }

    @Test
    void whatIsNoNumberIsNeitherAnsweredNorNoted() {
        for (Batcher.Batching way : WAYS) {
            try (PredictionLog log = log(way);
                    TestServer server = server(way, log)) {
                FakeFolder.write(folder.resolve("chest"), "NaN");
                assertThat(server.reloads().now().opened()).hasToString("[chest/1]");
                for (String path : List.of(
                        "/v1/predict", "/v1/predict?note=false", "/v1/explain?part=shares", "/v2/models/chest/infer")) {
                    boolean infer = path.startsWith("/v2");
                    TestServer.Answer answer = server.post(
                            path,
                            infer
                                    ? "{\"inputs\":[{\"name\":\"age\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[5]}]}"
                                    : "{\"age\": 5}");
                    assertThat(answer.status()).as(path + answer.text()).isEqualTo(500);
                    assertThat(answer.text())
                            .contains("the answer is no number", "Restore the model")
                            .doesNotContain("NaN", "bug");
                }
                // Another replica has the same weights, and other cases may be answered: nobody is sent elsewhere.
                assertThat(server.get("/health/ready").status()).isEqualTo(200);
                assertThat(server.metrics().text()).contains("gapwise_bugs_total{route=\"POST /v1/predict\"} 2\n");
                assertThat(server.log()).anyMatch(line -> line.contains("BundleException"));
            }
            assertThat(answered(way)).isEmpty();
            FakeFolder.write(folder.resolve("chest"), "-1");
        }
    }
}
