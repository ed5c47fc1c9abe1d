package org.gapwise.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.gapwise.core.file.Json;
import org.gapwise.server.http.Access;
import org.gapwise.server.http.Effort;
import org.gapwise.server.http.HttpRequest;
import org.gapwise.server.http.HttpResponse;
import org.gapwise.server.http.Route;
import org.gapwise.server.model.Models.Reload;
import org.gapwise.server.watch.Metrics;

/** The routes of the second port. */
public final class AdminRoutes {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int CONFLICT = 409;

    private final Reloads reloads;
    private final Metrics metrics;

    public AdminRoutes(Reloads reloads, Metrics metrics) {
        this.reloads = reloads;
        this.metrics = metrics;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/metrics",
                        Effort.LIGHT,
                        Access.GUARDED,
                        request -> HttpResponse.text(TEXT, metrics.text()),
                        HttpResponse::problems),
                new Route(
                        "GET",
                        "/health/live",
                        Effort.LIGHT,
                        Access.OPEN,
                        request -> HttpResponse.json(Map.of("live", true)),
                        HttpResponse::problems),
                new Route("POST", "/admin/reload", Effort.HEAVY, Access.GUARDED, this::reload, HttpResponse::problems));
    }

    private HttpResponse reload(HttpRequest request) {
        Reload reload = reloads.now();
        ObjectNode tree = Json.object();
        tree.set("opened", Json.tree(Reloads.names(reload.opened())));
        tree.set("closed", Json.tree(Reloads.names(reload.closed())));
        tree.set("problems", Json.tree(reload.failed()));
        return HttpResponse.json(reload.failed().isEmpty() ? HttpResponse.OK : CONFLICT, tree);
    }
}
