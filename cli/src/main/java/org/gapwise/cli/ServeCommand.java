package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
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
import org.gapwise.core.monitor.PredictionLog;
import org.gapwise.nn.Native;
import org.gapwise.server.ModelServer;
import org.gapwise.server.admin.AdminRoutes;
import org.gapwise.server.admin.Reloads;
import org.gapwise.server.http.HttpPort;
import org.gapwise.server.http.Limits;
import org.gapwise.server.http.Observer;
import org.gapwise.server.http.Pem;
import org.gapwise.server.http.Place;
import org.gapwise.server.http.Routes;
import org.gapwise.server.http.SignedTokens;
import org.gapwise.server.http.Tokens;
import org.gapwise.server.model.Batcher;
import org.gapwise.server.model.ModelFolder;
import org.gapwise.server.model.Models;
import org.gapwise.server.watch.JsonLog;
import org.gapwise.server.watch.Metrics;
import org.gapwise.server.watch.Observers;
import org.gapwise.server.watch.WatchedBatchers;
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
            "  gapwise serve model --training cohort/schema.toml",
            "  gapwise serve chest=models/chest --host 0.0.0.0 --token-file tokens.txt"
        })
final class ServeCommand implements Callable<Integer> {

    private static final int MOST_BODY = 1024;

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

    @Option(
            names = "--jwt-keys",
            paramLabel = "FILE",
            description = "Public keys, PEM or JWK; callers may send tokens signed by them with RS256 or ES256.")
    private Optional<Path> jwtKeys = Optional.empty();

    @Option(names = "--jwt-audience", paramLabel = "NAME", description = "What such a token must be meant for.")
    private Optional<String> jwtAudience = Optional.empty();

    @Option(names = "--jwt-issuer", paramLabel = "NAME", description = "Whom such a token must be from.")
    private Optional<String> jwtIssuer = Optional.empty();

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

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Most cases the model is asked about at a time. More is faster under load; the last bits of an "
                            + "answer may then differ from `gapwise predict --case` (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--batch-millis",
            paramLabel = "MS",
            defaultValue = "5",
            description = "How long a batch waits for more cases (default: ${DEFAULT-VALUE}).")
    private int batchMillis;

    @Option(
            names = "--training",
            paramLabel = "SCHEMA",
            description = "schema.toml of the training table, to tell what would be worth measuring next. No case of it"
                    + " is shown to anybody.")
    private Optional<Path> training = Optional.empty();

    @Option(
            names = "--log",
            paramLabel = "DIR",
            description = "Note each answer here, in lines chained by hashes: which inputs there were, in coarse bins,"
                    + " and probabilities; no values and no identifiers. See `gapwise monitor`.")
    private Optional<Path> log = Optional.empty();

    @Option(
            names = "--admin-port",
            paramLabel = "N",
            description = "Second port, on loopback, with metrics and reload; 0 takes any that is free.")
    private Optional<Integer> adminPort = Optional.empty();

    @Option(
            names = "--admin-token-file",
            paramLabel = "FILE",
            description = "Tokens for the second port, which takes none of the first port's.")
    private Optional<Path> adminTokenFile = Optional.empty();

    @Option(
            names = "--admin-scope",
            paramLabel = "NAME",
            description = "Scope that lets a token signed by --jwt-keys open the second port, too.")
    private Optional<String> adminScope = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        Optional<SignedTokens> signed = signed();
        Tokens listed = tokenFile.map(Tokens::read).orElseGet(Tokens::none);
        Tokens tokens = signed.map(listed::with).orElse(listed);
        Tokens adminTokens = adminTokens(tokens, signed);
        Place place = new Place(host, port, tls());
        if (batch < 1 || batchMillis < 0) {
            throw new ConfigException(
                    "a batch has at least one case.", "--batch, --batch-millis", "Give at least 1 and 0.");
        }
        if (!place.loopback() && !tokens.any()) {
            throw new ConfigException(
                    "others could ask this server without a token.",
                    "--host " + host,
                    "Give --token-file FILE or --jwt-keys FILE, or listen on 127.0.0.1.");
        }
        JsonLog lines = new JsonLog(common::say, Clock.systemUTC());
        Metrics metrics = new Metrics();
        Observer observer = new Observers(List.of(lines, metrics));
        List<ModelFolder> folders = models.stream().map(ModelFolder::of).toList();
        ModelExplainer.Terms terms = terms();
        Limits limits = limits();
        if (folders.stream().allMatch(model -> Files.isDirectory(model.folder()))) {
            Native.prepare();
        }
        Batcher.Batching batching = new Batcher.Batching(batch, Duration.ofMillis(batchMillis));
        Optional<PredictionLog> notes = log.map(folder -> PredictionLog.open(folder, Clock.systemUTC()));
        notes.ifPresent(metrics::log);
        try (Models served = Models.open(
                        folders, new BundleOpener(pixels, terms), new WatchedBatchers(batching, metrics, notes));
                Reloads reloads = new Reloads(served, lines, metrics);
                ModelServer server = ModelServer.open(served, place, limits, tokens, observer)) {
            Optional<HttpPort> admin = admin(new AdminRoutes(reloads, metrics), adminTokens, observer);
            reloads.watch();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, notes), "gapwise-stop"));
            said(server, admin);
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private Optional<SignedTokens> signed() {
        if (jwtKeys.isPresent() != jwtAudience.isPresent() || jwtIssuer.isPresent() && jwtKeys.isEmpty()) {
            throw new ConfigException(
                    "keys need an audience, and an audience or an issuer needs keys.",
                    "--jwt-keys, --jwt-audience, --jwt-issuer",
                    "Give keys and audience, or none.");
        }
        return jwtKeys.flatMap(
                keys -> jwtAudience.map(audience -> SignedTokens.read(keys, audience, jwtIssuer, Clock.systemUTC())));
    }

    /** Who may ask about patients may not therefore look after the server; a signed token with the scope opens both. */
    private Tokens adminTokens(Tokens tokens, Optional<SignedTokens> signed) {
        if (adminScope.isPresent() && signed.isEmpty()
                || adminPort.isEmpty() && (adminScope.isPresent() || adminTokenFile.isPresent())) {
            throw new ConfigException(
                    "tokens for the second port need that port, and a scope needs keys.",
                    "--admin-token-file, --admin-scope",
                    "Give --admin-port, with a scope --jwt-keys, too; or leave them out.");
        }
        Tokens listed = adminTokenFile.map(Tokens::read).orElseGet(Tokens::none);
        if (listed.shares(tokens)) {
            throw new ConfigException(
                    "a token is also one of --token-file.",
                    "--admin-token-file",
                    "Write others into it, e.g. from `openssl rand -hex 32`.");
        }
        Tokens own = adminScope
                .flatMap(scope -> signed.map(keys -> listed.with(keys.withScope(scope))))
                .orElse(listed);
        if (adminPort.isPresent() && tokens.any() && !own.any()) {
            throw new ConfigException(
                    "the second port has no tokens of its own: those of the first are for people who ask.",
                    "--admin-port",
                    "Give --admin-token-file FILE, or --admin-scope NAME for signed tokens.");
        }
        return own;
    }

    /** An explanation gives up before its client does. */
    private ModelExplainer.Terms terms() {
        if (training.isPresent() && models.size() > 1) {
            throw new ConfigException(
                    "a training table is that of one model.", "--training", "Serve one model, or leave it out.");
        }
        return new ModelExplainer.Terms(
                training, Duration.ofSeconds(deadline).multipliedBy(4).dividedBy(5));
    }

    /** On loopback alone: whoever looks after the server from elsewhere comes through a tunnel. */
    private Optional<HttpPort> admin(AdminRoutes routes, Tokens own, Observer observer) {
        return adminPort.map(number -> HttpPort.open(
                new Place("127.0.0.1", number, Optional.empty()),
                new Routes(routes.routes()),
                Limits.usual(),
                own,
                observer));
    }

    /** The virtual machine waits for this, and would end with the number of the signal: being told to stop is no fault. */
    private static void stop(ModelServer server, Optional<PredictionLog> notes) {
        server.close();
        notes.ifPresent(PredictionLog::close);
        Runtime.getRuntime().halt(0);
    }

    private void said(ModelServer server, Optional<HttpPort> admin) {
        String address = (certificate.isPresent() ? "https://" : "http://") + host + ":" + server.port();
        ObjectNode tree = Json.object();
        tree.put("address", address).put("port", server.port());
        admin.ifPresent(second -> tree.put("admin_port", second.number()));
        String more = admin.map(second -> "\nMetrics and reload on http://127.0.0.1:" + second.number())
                .orElse("");
        common.answer("Serving on " + address + more, tree);
    }

    private Limits limits() {
        Limits usual = Limits.usual();
        if (deadline < 1 || body < 1 || body > MOST_BODY || perAddress < 1) {
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
