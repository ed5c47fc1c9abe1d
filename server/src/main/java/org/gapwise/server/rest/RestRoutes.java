package org.gapwise.server.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.file.Json;
import org.gapwise.server.fhir.FhirOutcome;
import org.gapwise.server.http.Access;
import org.gapwise.server.http.Action;
import org.gapwise.server.http.Effort;
import org.gapwise.server.http.HttpRequest;
import org.gapwise.server.http.HttpResponse;
import org.gapwise.server.http.Route;
import org.gapwise.server.model.Lease;
import org.gapwise.server.model.Models;
import org.gapwise.server.model.Served;

/** The routes of the plain interface, and whether the server is well. */
public final class RestRoutes {

    private static final int UNAVAILABLE = 503;

    private final Models models;
    private final Lookup lookup;

    public RestRoutes(Models models) {
        this.models = models;
        this.lookup = new Lookup(models);
    }

    public List<Route> routes() {
        PredictAction predict = new PredictAction(lookup);
        ExplainAction explain = new ExplainAction(lookup);
        return List.of(
                heavy("/v1/predict", predict::answer),
                heavy("/v1/models/{model}/predict", predict::answer),
                heavy("/v1/models/{model}/versions/{version}/predict", predict::answer),
                heavy("/v1/explain", explain::answer),
                heavy("/v1/models/{model}/explain", explain::answer),
                heavy("/v1/models/{model}/versions/{version}/explain", explain::answer),
                light("/v1/models", Access.GUARDED, this::list),
                light("/v1/models/{model}/schema", Access.GUARDED, this::schema),
                light("/v1/models/{model}/versions/{version}/schema", Access.GUARDED, this::schema),
                light("/health/live", Access.OPEN, request -> HttpResponse.json(Map.of("live", true))),
                light("/health/ready", Access.OPEN, this::ready));
    }

    private static Route heavy(String template, Action action) {
        return new Route("POST", template, Effort.HEAVY, Access.GUARDED, action, new FhirOutcome());
    }

    private static Route light(String template, Access access, Action action) {
        return new Route("GET", template, Effort.LIGHT, access, action, HttpResponse::problems);
    }

    private HttpResponse ready(HttpRequest request) {
        boolean ready = !models.list().isEmpty();
        ObjectNode tree = Json.object().put("ready", ready);
        // Answers matter more than notes of them: a log that cannot be written makes nobody turn elsewhere.
        models.log().ifPresent(log -> tree.put("log", log.state().failing() ? "failing" : "written"));
        return HttpResponse.json(ready ? HttpResponse.OK : UNAVAILABLE, tree);
    }

    private HttpResponse list(HttpRequest request) {
        ObjectNode tree = Json.object();
        ArrayNode list = tree.putArray("models");
        for (Served served : models.list()) {
            list.addObject()
                    .put("name", served.name().name())
                    .put("version", served.name().version())
                    .put("usual", usual(served));
        }
        return HttpResponse.json(tree);
    }

    private boolean usual(Served served) {
        Optional<Lease> lease = models.borrow(models.usual(), Optional.empty());
        try (Lease usual = lease.orElseThrow()) {
            return usual.model() == served;
        }
    }

    private HttpResponse schema(HttpRequest request) {
        try (Lease lease = lookup.borrow(request)) {
            return HttpResponse.json(SchemaJson.write(lease.model()));
        }
    }
}
