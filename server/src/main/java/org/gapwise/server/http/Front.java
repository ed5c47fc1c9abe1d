package org.gapwise.server.http;

import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes the requests of a port, each as an {@link Exchange}. */
final class Front extends Handler.Abstract.NonBlocking {

    /** What a port is told when it is opened. */
    record Rules(Place place, Routes routes, Limits limits, Tokens tokens, Observer observer) {}

    private final Rules rules;
    private final Connections connections;
    private final Executor workers;
    private final Turnstile turnstile;
    private final Budget budget;

    Front(Rules rules, Connections connections, Executor workers, Budget budget) {
        this.rules = rules;
        this.connections = connections;
        this.workers = workers;
        this.budget = budget;
        this.turnstile = new Turnstile(rules.limits().perAddress());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Connection connection = request.getConnectionMetaData().getConnection();
        connections.touch(connection, request.getBeginNanoTime());
        Request.addCompletionListener(request, failure -> connections.touch(connection, System.nanoTime()));
        new Exchange(this, request, response, callback).start();
        return true;
    }

    Place place() {
        return rules.place();
    }

    Routes routes() {
        return rules.routes();
    }

    Limits limits() {
        return rules.limits();
    }

    Tokens tokens() {
        return rules.tokens();
    }

    Observer observer() {
        return rules.observer();
    }

    Executor workers() {
        return workers;
    }

    Turnstile turnstile() {
        return turnstile;
    }

    Budget budget() {
        return budget;
    }
}
