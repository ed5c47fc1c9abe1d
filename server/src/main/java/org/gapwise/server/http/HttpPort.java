package org.gapwise.server.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.Timer;
import java.util.TimerTask;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.gapwise.core.ConfigException;

/** An open port. Closing it lets the requests that are there finish and takes no more. */
public final class HttpPort implements Closeable {

    private static final int THREADS = 32;
    private static final int HEADER_BYTES = 16 << 10;
    private static final int SHARE_OF_MEMORY = 4;
    private static final long SWEEPS_PER_DEADLINE = 10;

    private final Server server;
    private final ServerConnector connector;
    private final Workers workers;
    private final Timer sweeper;

    private HttpPort(Server server, ServerConnector connector, Workers workers, Timer sweeper) {
        this.server = server;
        this.connector = connector;
        this.workers = workers;
        this.sweeper = sweeper;
    }

    /** Opens it; a port that is taken is a {@link ConfigException}. */
    public static HttpPort open(Place place, Routes routes, Limits limits, Tokens tokens, Observer observer) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = connector(server, place, limits);
        Connections connections = new Connections(limits.deadline(), limits.connections());
        connector.addBean(connections);
        server.addConnector(connector);
        Workers workers = new Workers(limits.workers(), limits.queue());
        Budget budget = new Budget(Math.max(limits.body(), Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY));
        Front.Rules rules = new Front.Rules(place, routes, limits, tokens, observer);
        server.setHandler(new GracefulHandler(new Front(rules, connections, workers, budget)));
        server.setErrorHandler(new JsonErrors());
        server.setStopTimeout(limits.deadline().toMillis());
        Timer sweeper = new Timer("sweep", true);
        long pause = Math.max(1, limits.deadline().toMillis() / SWEEPS_PER_DEADLINE);
        sweeper.schedule(sweep(connections, observer), pause, pause);
        HttpPort port = new HttpPort(server, connector, workers, sweeper);
        port.start(place);
        return port;
    }

    private static TimerTask sweep(Connections connections, Observer observer) {
        return new TimerTask() {
            @Override
            public void run() {
                int cut = connections.sweep();
                if (cut > 0) {
                    observer.cut(cut);
                }
            }
        };
    }

    private static ServerConnector connector(Server server, Place place, Limits limits) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        ServerConnector connector;
        if (place.tls().isPresent()) {
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setSslContext(place.tls().get());
            connector = new ServerConnector(server, new SslConnectionFactory(tls, http.getProtocol()), http);
        } else {
            connector = new ServerConnector(server, http);
        }
        connector.setHost(place.host());
        connector.setPort(place.port());
        connector.setIdleTimeout(limits.deadline().toMillis());
        return connector;
    }

    // What Jetty's start declares is Exception.
    private void start(Place place) {
        try {
            server.start();
        } catch (Exception e) {
            close();
            if (e instanceof BindException || e.getCause() instanceof BindException) {
                throw new ConfigException(
                        "the port cannot be opened: it is taken, or not this machine's.",
                        place.host() + ":" + place.port(),
                        "Give another --port or --host.");
            }
            throw new UncheckedIOException(new IOException("the server cannot start", e));
        }
    }

    /** The number of the port, also where any was asked for. */
    public int number() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            // A request that did not end in time: its connection is closed by now.
            workers.shutdownNow();
        }
        workers.shutdown();
        sweeper.cancel();
    }
}
