package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.gapwise.core.ConfigException;
import org.gapwise.core.file.Json;
import org.gapwise.server.ModelServer;
import org.gapwise.server.http.Limits;
import org.gapwise.server.http.Pem;
import org.gapwise.server.http.Place;
import org.gapwise.server.http.Tokens;
import org.gapwise.server.model.Batcher;
import org.gapwise.server.model.ModelFolder;
import org.gapwise.server.model.Models;
import org.gapwise.server.watch.JsonLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise serve}. */
@Command(
        name = "serve",
        header = "Serves trained models over HTTP.",
        description = "Answers on this machine alone unless --host says otherwise; then callers need a token. A request"
                + " leaves out what was not measured. Ends on Ctrl-C or SIGTERM after the open requests are"
                + " answered. Logs go to standard error, one JSON object a line, without anything that was sent.",
        footer = {
            "",
            "Examples:",
            "  gapwise serve model",
            "  gapwise serve chest=models/chest --host 0.0.0.0 --token-file tokens.txt"
        })
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private final Common common = new Common();

    @Parameters(
            arity = "1..*",
            paramLabel = "[NAME=]MODEL",
            description = "Folder that train wrote, or one with a folder for each version, named 1, 2 and so on. "
                    + "The first answers when a request names none.")
    private List<String> models = List.of();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port to listen on; 0 takes any that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--token-file", paramLabel = "FILE", description = "Tokens that callers must send, one a line.")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(names = "--tls-cert", paramLabel = "PEM", description = "Certificate chain; needs --tls-key.")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--tls-key", paramLabel = "PEM", description = "Private key of the certificate.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Time for a request from its first byte to its answer (default: ${DEFAULT-VALUE}).")
    private int deadline;

    @Option(
            names = "--max-body",
            paramLabel = "MIB",
            defaultValue = "64",
            description = "Most MiB of a request's body (default: ${DEFAULT-VALUE}).")
    private int body;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            defaultValue = "40000000",
            description = "Most pixels of a picture (default: ${DEFAULT-VALUE}).")
    private long pixels;

    @Option(
            names = "--per-address",
            paramLabel = "N",
            defaultValue = "128",
            description = "Requests that one address may have open (default: ${DEFAULT-VALUE}).")
    private int perAddress;

    @Override
    public Integer call() throws InterruptedException {
        Tokens tokens = tokenFile.map(Tokens::read).orElseGet(Tokens::none);
        Place place = new Place(host, port, tls());
        if (!place.loopback() && !tokens.any()) {
            throw new ConfigException(
                    "others could ask this server without a token.",
                    "--host " + host,
                    "Give --token-file FILE, or listen on 127.0.0.1.");
        }
        JsonLog log = new JsonLog(common::say, Clock.systemUTC());
        List<ModelFolder> folders = models.stream().map(ModelFolder::of).toList();
        Batcher.Batching batching = Batcher.Batching.alone();
        try (Models served = Models.open(
                        folders,
                        new BundleOpener(pixels),
                        (name, model) -> new Batcher(model.predictor(), batching, n -> {}));
                ModelServer server = ModelServer.open(served, place, limits(), tokens, log)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "gapwise-stop"));
            said(server);
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /** The virtual machine waits for this, and would end with the number of the signal: being told to stop is no fault. */
    private static void stop(ModelServer server) {
        server.close();
        Runtime.getRuntime().halt(0);
    }

    private void said(ModelServer server) {
        String address = (certificate.isPresent() ? "https://" : "http://") + host + ":" + server.port();
        ObjectNode tree = Json.object();
        tree.put("address", address).put("port", server.port());
        common.answer("Serving on " + address, tree);
    }

    private Limits limits() {
        Limits usual = Limits.usual();
        if (deadline < 1 || body < 1 || body > 1024 || perAddress < 1) {
            throw new ConfigException(
                    "a limit is out of its range.",
                    "--deadline, --max-body, --per-address",
                    "Give at least 1; a body has at most 1024 MiB.");
        }
        return new Limits(
                Duration.ofSeconds(deadline),
                body << 20,
                usual.workers(),
                usual.queue(),
                perAddress,
                Math.max(usual.connections(), 4 * perAddress));
    }

    private Optional<SSLContext> tls() {
        if (certificate.isPresent() != key.isPresent()) {
            throw new ConfigException(
                    "a certificate needs its key, and a key its certificate.",
                    "--tls-cert, --tls-key",
                    "Give both or none.");
        }
        return certificate.flatMap(chain -> key.map(file -> Pem.context(chain, file)));
    }
}
