package org.gapwise.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gapwise.core.file.Json;
import org.gapwise.core.monitor.PredictionLog;
import org.gapwise.server.admin.Reloads;
import org.gapwise.server.http.Limits;
import org.gapwise.server.http.Place;
import org.gapwise.server.http.Route;
import org.gapwise.server.http.Tokens;
import org.gapwise.server.model.Batcher;
import org.gapwise.server.model.ModelFolder;
import org.gapwise.server.model.Models;
import org.gapwise.server.watch.JsonLog;
import org.gapwise.server.watch.Metrics;
import org.gapwise.server.watch.Observers;
import org.gapwise.server.watch.WatchedBatchers;

/** A server of fakes on a free port, and a client of it. */
public final class TestServer implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Models models;
    private final ModelServer server;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final JsonLog lines = new JsonLog(log::add, Clock.systemUTC());
    private final Metrics metrics = new Metrics();
    private final Reloads reloads;
    private final FakeFolder opener = new FakeFolder();

    public TestServer(Path folder, Limits limits, Tokens tokens) {
        this(folder, limits, tokens, Batcher.Batching.alone());
    }

    public TestServer(Path folder, Limits limits, Tokens tokens, Batcher.Batching batching) {
        this(folder, limits, tokens, batching, Optional.empty());
    }

    /** @param notes where answers are noted */
    public TestServer(
            Path folder, Limits limits, Tokens tokens, Batcher.Batching batching, Optional<PredictionLog> notes) {
        FakeFolder.write(folder.resolve("chest"), "-1");
        FakeFolder.write(folder.resolve("other/1"), "0.5");
        FakeFolder.write(folder.resolve("other/2"), "2");
        List<ModelFolder> folders = List.of(
                ModelFolder.of(folder.resolve("chest").toString()), ModelFolder.of("two=" + folder.resolve("other")));
        models = Models.open(folders, opener, new WatchedBatchers(batching, metrics, notes));
        server = ModelServer.open(
                models,
                new Place("127.0.0.1", 0, Optional.empty()),
                limits,
                tokens,
                new Observers(List.of(lines, metrics)));
        reloads = new Reloads(models, lines, metrics);
    }

    public TestServer(Path folder) {
        this(folder, Limits.usual(), Tokens.none());
    }

    public int port() {
        return server.port();
    }

    public Metrics metrics() {
        return metrics;
    }

    public FakeFolder opener() {
        return opener;
    }

    public Reloads reloads() {
        return reloads;
    }

    public List<Route> routes() {
        return ModelServer.routes(models);
    }

    public List<String> log() {
        return log;
    }

    /** An answer. */
    public record Answer(int status, String text, HttpResponse<byte[]> whole) {
        public JsonNode json() {
            try {
                return Json.parse(text);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + text, e);
            }
        }
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    public Answer post(String path, String json) {
        return send(request(path, "Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    public Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        models.close();
    }
}
