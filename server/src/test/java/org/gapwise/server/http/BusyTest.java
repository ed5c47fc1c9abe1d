package org.gapwise.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gapwise.server.watch.JsonLog;
import org.junit.jupiter.api.Test;

/** More requests than a port has room for, and a port that is closed while it has some. */
final class BusyTest {

    private static final int PATIENCE_SECONDS = 30;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);

    private HttpPort port() {
        Route work = new Route("POST", "/work", Effort.HEAVY, Access.OPEN, this::work, HttpResponse::problems);
        Route look = new Route(
                "GET",
                "/look",
                Effort.LIGHT,
                Access.OPEN,
                request -> HttpResponse.json(Map.of()),
                HttpResponse::problems);
        return HttpPort.open(
                new Place("127.0.0.1", 0, Optional.empty()),
                new Routes(List.of(work, look)),
                new Limits(Duration.ofSeconds(PATIENCE_SECONDS), 1000, 1, 2, 50, 50),
                Tokens.none(),
                new JsonLog(line -> {}, Clock.systemUTC()));
    }

    private HttpResponse work(HttpRequest request) {
        begun.release();
        try {
            assertThat(end.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return HttpResponse.json(Map.of("done", true));
    }

    private static CompletableFuture<java.net.http.HttpResponse<String>> ask(int port, String method, String path) {
        return CLIENT.sendAsync(
                java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, BodyPublishers.ofString(""))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void whoFindsNoRoomIsToldToComeBackAndTheOthersAreAnswered() throws InterruptedException {
        try (HttpPort port = port()) {
            CompletableFuture<java.net.http.HttpResponse<String>> first = ask(port.number(), "POST", "/work");
            assertThat(begun.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            List<CompletableFuture<java.net.http.HttpResponse<String>>> more = List.of(
                    ask(port.number(), "POST", "/work"),
                    ask(port.number(), "POST", "/work"),
                    ask(port.number(), "POST", "/work"),
                    ask(port.number(), "POST", "/work"));
            // Two find room in the queue, two do not; who is who is open.
            CompletableFuture.anyOf(more.toArray(CompletableFuture[]::new)).join();
            assertThat(ask(port.number(), "GET", "/look").join().statusCode()).isEqualTo(200);
            while (more.stream().filter(CompletableFuture::isDone).count() < 2) {
                Thread.sleep(10);
            }
            assertThat(more.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
                    .hasSize(2)
                    .allSatisfy(refused -> {
                        assertThat(refused.statusCode()).isEqualTo(503);
                        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
                        assertThat(refused.body()).contains("\"problems\":[{", "Ask again");
                    });
            end.countDown();
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(more.stream().map(each -> each.join().statusCode()).sorted())
                    .containsExactly(200, 200, 503, 503);
        }
    }

    @Test
    void aPortThatIsClosedAnswersWhatItHas() throws InterruptedException {
        HttpPort port = port();
        int number = port.number();
        CompletableFuture<java.net.http.HttpResponse<String>> open = ask(number, "POST", "/work");
        assertThat(begun.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(port::close);
        Thread.sleep(200);
        assertThat(closing).isNotDone();
        end.countDown();
        assertThat(open.join().body()).isEqualTo("{\"done\":true}");
        closing.join();
        assertThat(ask(number, "GET", "/look")).failsWithin(Duration.ofSeconds(PATIENCE_SECONDS));
    }
}
