package org.gapwise.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gapwise.server.ModelServer;
import org.gapwise.server.admin.Reloads;
import org.gapwise.server.http.Limits;
import org.gapwise.server.http.Place;
import org.gapwise.server.http.Tokens;
import org.gapwise.server.model.Batcher;
import org.gapwise.server.model.ModelFolder;
import org.gapwise.server.model.Models;
import org.gapwise.server.watch.JsonLog;
import org.gapwise.server.watch.Metrics;
import org.gapwise.server.watch.Observers;

/** A trained model behind a server in this process. */
final class ServedModel implements AutoCloseable {

    private static final long PIXELS = 1_000_000;

    private final Metrics metrics = new Metrics();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Models models;
    private final ModelServer server;
    private final Reloads reloads;

    /** @param bundle folder of the model; of the log are kept lines that are about no request, or hold the canary */
    ServedModel(Path bundle, Limits limits) {
        this(bundle, limits, ModelExplainer.Terms.none());
    }

    /** @param terms of its explanations */
    ServedModel(Path bundle, Limits limits, ModelExplainer.Terms terms) {
        JsonLog lines = new JsonLog(this::keep, Clock.systemUTC());
        models = Models.open(
                List.of(ModelFolder.of("model=" + bundle)),
                opener(terms),
                (name, model) -> new Batcher(
                        model.predictor(), Batcher.Batching.alone(), answers -> metrics.batch(name, answers.size())));
        server = ModelServer.open(
                models,
                new Place("127.0.0.1", 0, Optional.empty()),
                limits,
                Tokens.none(),
                new Observers(List.of(lines, metrics)));
        reloads = new Reloads(models, lines, metrics);
    }

    static BundleOpener opener() {
        return opener(ModelExplainer.Terms.none());
    }

    private static BundleOpener opener(ModelExplainer.Terms terms) {
        return new BundleOpener(PIXELS, terms);
    }

    private void keep(String line) {
        if (!line.contains("\"event\":\"request\"") || line.contains(Hostile.CANARY)) {
            log.add(line);
        }
    }

    int port() {
        return server.port();
    }

    Reloads reloads() {
        return reloads;
    }

    Metrics metrics() {
        return metrics;
    }

    List<String> log() {
        return log;
    }

    HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Content-Type", type);
    }

    @Override
    public void close() throws IOException {
        server.close();
        models.close();
    }
}
