package org.gapwise.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gapwise.core.cohort.Case;
import org.gapwise.server.http.Limits;
import org.gapwise.server.http.Tokens;
import org.gapwise.server.model.Batcher;
import org.gapwise.server.model.Models.Reload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReloadTest {

    private static final int RELOADS = 100;
    private static final int BROKEN = 10;

    @TempDir
    private Path folder;

    /** Each answer must come from a model that was there, and a broken one must leave the old. */
    @Test
    void noRequestIsLostWhileModelsAreReplaced() {
        try (TestServer server = new TestServer(folder)) {
            AtomicBoolean done = new AtomicBoolean();
            List<CompletableFuture<Integer>> clients = new ArrayList<>();
            for (int c = 0; c < 4; c++) {
                clients.add(CompletableFuture.supplyAsync(() -> ask(server, done)));
            }
            int broken = 0;
            for (int i = 1; i <= RELOADS; i++) {
                boolean breaks = i % (RELOADS / BROKEN) == 0;
                FakeFolder.write(folder.resolve("chest"), breaks ? "broken" + i : String.valueOf(i));
                Reload reload = server.reloads().now();
                broken += reload.failed().size();
                assertThat(reload.opened()).hasSize(breaks ? 0 : 1);
            }
            done.set(true);
            assertThat(broken).isEqualTo(BROKEN);
            assertThat(clients).allSatisfy(client -> assertThat(client.join()).isGreaterThan(10));
            assertThat(server.post("/v1/predict", "{}")
                            .json()
                            .path("probabilities")
                            .path("septic")
                            .doubleValue())
                    .isEqualTo(bias(RELOADS - 1));
            assertThat(server.metrics().text())
                    .contains("gapwise_reloads_total{outcome=\"changed\"} 90", "{outcome=\"failed\"} 10");
        }
    }

    private static double bias(double bias) {
        return new Fake(bias).predict(Case.of("case")).probability("septic");
    }

    private static int ask(TestServer server, AtomicBoolean done) {
        int asked = 0;
        double last = 0;
        while (!done.get() || asked <= 10) {
            TestServer.Answer answer = server.post("/v1/predict", "{}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            double now = answer.json().path("probabilities").path("septic").doubleValue();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
            asked++;
        }
        return asked;
    }

    @Test
    void versionsComeAndGo() throws Exception {
        try (TestServer server = new TestServer(folder)) {
            FakeFolder.write(folder.resolve("other/10"), "5");
            Files.delete(folder.resolve("other/1/bias.txt"));
            Reload reload = server.reloads().now();
            assertThat(reload.opened()).hasToString("[two/10]");
            assertThat(reload.closed()).hasToString("[two/1]");
            assertThat(server.post("/v1/models/two/predict", "{}")
                            .json()
                            .path("version")
                            .asText())
                    .isEqualTo("10");
            assertThat(server.post("/v1/models/two/versions/1/predict", "{}").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aFolderThatVanishesKeepsItsModel() throws Exception {
        try (TestServer server = new TestServer(folder)) {
            Files.move(folder.resolve("chest"), folder.resolve("elsewhere"));
            Files.move(folder.resolve("other"), folder.resolve("elsewhere too"));
            assertThat(server.reloads().now().failed()).isNotEmpty();
            assertThat(server.reloads().now().closed()).isEmpty();
            assertThat(server.post("/v1/predict", "{}").status()).isEqualTo(200);
            assertThat(server.post("/v1/models/two/predict", "{}")
                            .json()
                            .path("version")
                            .asText())
                    .isEqualTo("2");
            assertThat(server.log())
                    .filteredOn(line -> line.contains("reload failed"))
                    .hasSize(1);
        }
    }

    /** 64 clients at a time, one request in twenty malformed, alone and in batches. */
    @Test
    void everyoneGetsTheirOwnAnswer() {
        for (Batcher.Batching batching :
                List.of(Batcher.Batching.alone(), new Batcher.Batching(16, Duration.ofMillis(2)))) {
            Limits limits = new Limits(Duration.ofSeconds(30), 10_000, 64, 256, 100, 200);
            try (TestServer server = new TestServer(folder, limits, Tokens.none(), batching)) {
                List<CompletableFuture<Integer>> clients = new ArrayList<>();
                for (int c = 0; c < 64; c++) {
                    int client = c;
                    clients.add(
                            CompletableFuture.supplyAsync(() -> ask(server, client), task -> new Thread(task).start()));
                }
                int refused = clients.stream().mapToInt(CompletableFuture::join).sum();
                assertThat(refused).isEqualTo(64 * 20 / 20);
                assertThat(server.metrics().text())
                        .contains("gapwise_batch_size_sum{model=\"chest\",version=\"1\"} 1216.0");
            }
        }
    }

    private static int ask(TestServer server, int client) {
        int refused = 0;
        for (int i = 0; i < 20; i++) {
            double age = client + i / 20.0;
            Case one = Case.of("c").with("age", age);
            boolean malformed = i == client % 20;
            String sex = i % 2 == 0 ? "" : ", \"sex\": \"F\"";
            TestServer.Answer answer =
                    server.post("/v1/predict", "{\"age\": " + (malformed ? "\"x\"" : age) + sex + "}");
            if (malformed) {
                refused++;
                assertThat(answer.status()).isEqualTo(400);
            } else {
                double expected = new Fake(-1)
                        .predict(i % 2 == 0 ? one : one.with("sex", "F"))
                        .probability("septic");
                assertThat(answer.json().path("probabilities").path("septic").doubleValue())
                        .isEqualTo(expected);
            }
        }
        return refused;
    }
}
