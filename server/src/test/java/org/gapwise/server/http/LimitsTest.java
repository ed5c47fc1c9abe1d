package org.gapwise.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.ConfigException;
import org.gapwise.server.TestServer;
import org.gapwise.server.TestServer.Answer;
import org.gapwise.server.watch.JsonLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LimitsTest {

    private static final int BODY = 1000;
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private TestServer server(Duration deadline, int perAddress, int connections) {
        return new TestServer(folder, new Limits(deadline, BODY, 2, 4, perAddress, connections), Tokens.none());
    }

    private TestServer server() {
        return server(Duration.ofSeconds(20), 50, 50);
    }

    private static String raw(int port, String text) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aBodyMayBeAsLongAsTheLimitAndNotLonger() throws IOException {
        try (TestServer server = server()) {
            assertThat(server.post("/v1/predict", padded(BODY)).status()).isEqualTo(200);
            assertThat(server.post("/v1/predict", padded(BODY + 1)).status()).isEqualTo(413);
            Answer chunked = server.send(server.request("/v1/predict", "Content-Type", "application/json")
                    .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(padded(BODY + 1))))
                    .build());
            assertThat(chunked.status()).isEqualTo(413);
            assertThat(chunked.json().path("problems").path(0).path("fix").asText())
                    .contains("--max-body");
            assertThat(raw(
                            server.port(),
                            "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000000\r\n\r\n"))
                    .startsWith("HTTP/1.1 413");
        }
    }

    private static String padded(int length) {
        return "{\"age\": 1" + " ".repeat(length - "{\"age\": 1}".length()) + "}";
    }

    @Test
    void whatIsNoHttpIsRefusedInJson() throws IOException {
        try (TestServer server = server()) {
            for (String text : List.of(
                    "GET / HTTP/9.9\r\n\r\n",
                    "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
                    "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                    "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                    "GET /v1/models/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                    "GET /v1/models/%2e%2e%2f%2e%2e/schema HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                    "rubbish\r\n\r\n")) {
                String answer = raw(server.port(), text);
                assertThat(answer)
                        .as(text)
                        .containsPattern("^HTTP/1.1 (4\\d\\d|505) ")
                        .doesNotContain("Jetty", "root:");
            }
            assertThat(raw(server.port(), "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .contains("{\"problems\":[{");
        }
    }

    @Test
    void anotherMethodPathHostOrEncodingIsRefused() throws IOException {
        try (TestServer server = server()) {
            assertThat(server.get("/v1/predict").text()).contains("Use POST.");
            assertThat(server.get("/v1/predict").status()).isEqualTo(405);
            assertThat(server.get("/v1/model").text()).contains("Did you mean \\\"/v1/models\\\"?");
            Answer zipped = server.send(server.request("/v1/predict", "Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(new byte[10]))
                    .build());
            assertThat(zipped.status()).isEqualTo(415);
            assertThat(raw(server.port(), "GET /v1/models HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 421");
            String head =
                    raw(server.port(), "HEAD /v1/models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(head).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n").contains("nosniff", "default-src 'none'");
        }
    }

    /** In full with -Dgapwise.server.slow=2000 -Dgapwise.server.slow.seconds=60. */
    @Test
    void slowConnectionsAreCutAndOthersServed() throws Exception {
        int count = Integer.getInteger("gapwise.server.slow", 100);
        long seconds = Integer.getInteger("gapwise.server.slow.seconds", 3);
        Duration deadline = Duration.ofMillis(seconds * 500);
        try (TestServer server = server(deadline, Math.max(50, count), 2 * count)) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                slow.add(slow(server.port(), i));
            }
            int served = 0;
            long began = System.nanoTime();
            while (System.nanoTime() - began < Duration.ofSeconds(seconds).toNanos()) {
                assertThat(server.post("/v1/predict", "{\"age\": 1}").status()).isEqualTo(200);
                served++;
                slow.forEach(socket -> write(socket, " "));
                Thread.sleep(100);
            }
            for (Socket socket : slow) {
                socket.setSoTimeout(1000);
                assertThat(ended(socket)).isTrue();
                socket.close();
            }
            System.out.printf("LimitsTest: %d slow connections cut, %d honest requests served%n", count, served);
            assertThat(server.log()).anyMatch(line -> line.contains("\"event\":\"cut\""));
        }
    }

    private static Socket slow(int port, int number) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        write(
                socket,
                switch (number % 3) {
                    case 0 -> "";
                    case 1 -> "GET /v1/mod";
                    default ->
                        "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{";
                });
        return socket;
    }

    private static void write(Socket socket, String text) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // It was cut, which is what is waited for.
        }
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return !new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains(" 200 ");
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void anAddressHasOnlySoManyConnectionsAndOthersAreServed() throws Exception {
        try (TestServer server = server(Duration.ofSeconds(20), 50, 10)) {
            List<Socket> greedy = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                Socket socket = new Socket();
                socket.bind(new InetSocketAddress("127.0.0.2", 0));
                socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
                socket.setSoTimeout(300);
                greedy.add(socket);
            }
            int cut = 0;
            for (Socket socket : greedy) {
                try {
                    cut += ended(socket) ? 1 : 0;
                } catch (SocketTimeoutException e) {
                    // It is open.
                }
            }
            assertThat(cut).isEqualTo(5);
            assertThat(server.get("/health/live").status()).isEqualTo(200);
            for (Socket socket : greedy) {
                socket.close();
            }
        }
    }

    @Test
    void withoutATokenThereIsNothingToSee() throws IOException {
        Path file = Files.writeString(folder.resolve("tokens"), "# ours\n" + TOKEN + "\n");
        try (TestServer server = new TestServer(folder, Limits.usual(), Tokens.read(file))) {
            for (String header :
                    List.of("", "Bearer", "Bearer ", "Bearer x", "Basic " + TOKEN, TOKEN, "Bearer " + TOKEN + "0")) {
                assertThat(server.get("/v1/models", "Authorization", header).status())
                        .as(header)
                        .isEqualTo(401);
            }
            assertThat(server.post("/v1/predict", "{}").status()).isEqualTo(401);
            assertThat(server.get("/v1/models", "Authorization", "bearer " + TOKEN)
                            .status())
                    .isEqualTo(200);
            assertThat(server.get("/health/live").status()).isEqualTo(200);
            assertThat(server.log()).noneMatch(line -> line.contains(TOKEN));
        }
    }

    @Test
    void aTokenFileThatProtectsNothingIsRefused() throws IOException {
        Path none = Files.writeString(folder.resolve("none"), "\n# nothing\n");
        Path weak = Files.writeString(folder.resolve("weak"), "secret\n");
        assertThatThrownBy(() -> Tokens.read(none))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no token");
        assertThatThrownBy(() -> Tokens.read(weak))
                .hasMessageContaining("too short")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Tokens.read(folder.resolve("not there"))).isInstanceOf(ConfigException.class);
    }

    @Test
    void aTakenPortIsSaid() {
        try (TestServer server = server()) {
            Place taken = new Place("127.0.0.1", server.port(), Optional.empty());
            assertThatThrownBy(
                            () -> HttpPort.open(taken, new Routes(List.of()), Limits.usual(), Tokens.none(), silent()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("taken");
        }
    }

    private static Observer silent() {
        return new JsonLog(line -> {}, Clock.systemUTC());
    }
}
