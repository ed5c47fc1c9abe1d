package org.gapwise.server.oip;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.Numeric;
import org.gapwise.server.http.Access;
import org.gapwise.server.http.Action;
import org.gapwise.server.http.Effort;
import org.gapwise.server.http.HttpRequest;
import org.gapwise.server.http.HttpResponse;
import org.gapwise.server.http.Route;
import org.gapwise.server.model.Lease;
import org.gapwise.server.model.Models;
import org.gapwise.server.model.Served;
import org.gapwise.server.rest.Lookup;

/** The routes of the Open Inference Protocol. Errors are {@code {"error": TEXT}}, as it wants them. */
public final class OipRoutes {

    private static final int UNAVAILABLE = 503;
    private static final String BYTES = "BYTES";

    private final Models models;
    private final Lookup lookup;
    private final String version;

    /** @param version of the server */
    public OipRoutes(Models models, String version) {
        this.models = models;
        this.lookup = new Lookup(models);
        this.version = version;
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                get("/v2", Access.OPEN, request -> HttpResponse.json(server())),
                get("/v2/health/live", Access.OPEN, request -> HttpResponse.json(Map.of("live", true))),
                get("/v2/health/ready", Access.OPEN, this::ready)));
        for (String model : List.of("/v2/models/{model}", "/v2/models/{model}/versions/{version}")) {
            routes.add(get(model, Access.GUARDED, this::metadata));
            routes.add(get(model + "/ready", Access.GUARDED, this::modelReady));
            routes.add(
                    new Route("POST", model + "/infer", Effort.HEAVY, Access.GUARDED, this::infer, OipRoutes::error));
        }
        return routes;
    }

    private static Route get(String template, Access access, Action action) {
        return new Route("GET", template, Effort.LIGHT, access, action, OipRoutes::error);
    }

    private static HttpResponse error(int status, List<Problem> problems) {
        String text = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        return HttpResponse.json(status, Map.of("error", text));
    }

    private ObjectNode server() {
        ObjectNode tree = Json.object().put("name", "gapwise").put("version", version);
        tree.putArray("extensions").add("binary_tensor_data");
        return tree;
    }

    private HttpResponse ready(HttpRequest request) {
        boolean ready = !models.list().isEmpty();
        return HttpResponse.json(ready ? HttpResponse.OK : UNAVAILABLE, Map.of("ready", ready));
    }

    private HttpResponse modelReady(HttpRequest request) {
        try (Lease lease = lookup.borrow(request)) {
            return HttpResponse.json(
                    Json.object().put("name", lease.model().name().name()).put("ready", true));
        }
    }

    private HttpResponse metadata(HttpRequest request) {
        try (Lease lease = lookup.borrow(request)) {
            Served model = lease.model();
            ObjectNode tree = Json.object().put("name", model.name().name());
            ArrayNode versions = tree.putArray("versions");
            models.list().stream()
                    .filter(each -> each.name().name().equals(model.name().name()))
                    .forEach(each -> versions.add(each.name().version()));
            tree.put("platform", "gapwise");
            ArrayNode inputs = tree.putArray("inputs");
            model.schema()
                    .features()
                    .forEach(feature -> tensor(inputs, feature.name(), feature instanceof Numeric ? "FP64" : BYTES));
            model.schema().images().forEach(image -> tensor(inputs, image.name(), BYTES));
            ArrayNode outputs = tree.putArray("outputs");
            model.schema().targetNames().forEach(target -> tensor(outputs, target, "FP64"));
            tensor(outputs, InferResponse.WARNINGS, BYTES);
            return HttpResponse.json(tree);
        }
    }

    private static void tensor(ArrayNode list, String name, String datatype) {
        list.addObject()
                .put("name", name)
                .put("datatype", datatype)
                .putArray("shape")
                .add(-1);
    }

    private HttpResponse infer(HttpRequest request) {
        try (Lease lease = lookup.borrow(request)) {
            InferRequest wanted = InferRequest.read(request);
            InferResponse response = new InferResponse(lease.model(), wanted);
            response.wanted();
            List<Case> cases = new InferCases(lease.model()).read(wanted.inputs());
            return response.write(lease.model().predict(cases));
        }
    }
}
