package org.gapwise.server.cds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.file.Json;
import org.gapwise.server.fhir.Bedside;
import org.gapwise.server.http.Access;
import org.gapwise.server.http.Effort;
import org.gapwise.server.http.HttpRequest;
import org.gapwise.server.http.HttpResponse;
import org.gapwise.server.http.Refusal;
import org.gapwise.server.http.Route;
import org.gapwise.server.model.Lease;
import org.gapwise.server.model.Models;
import org.gapwise.server.model.Served;
import org.gapwise.server.rest.RequestJson;

/** The routes of CDS Hooks (https://cds-hooks.hl7.org/2.0): a service for each model that can be asked in FHIR. */
public final class CdsRoutes {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final String PATIENT = "Patient/";

    private final Models models;

    public CdsRoutes(Models models) {
        this.models = models;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "GET", "/cds-services", Effort.LIGHT, Access.GUARDED, this::discovery, HttpResponse::problems),
                new Route(
                        "POST",
                        "/cds-services/{id}",
                        Effort.HEAVY,
                        Access.GUARDED,
                        this::cards,
                        HttpResponse::problems));
    }

    private HttpResponse discovery(HttpRequest request) {
        ObjectNode tree = Json.object();
        ArrayNode services = tree.putArray("services");
        names().forEach(name -> service(services.addObject(), name));
        return HttpResponse.json(tree);
    }

    /** Names of the models whose newest version can be asked. */
    private List<String> names() {
        return models.list().stream()
                .map(served -> served.name().name())
                .distinct()
                .filter(this::fits)
                .toList();
    }

    private boolean fits(String name) {
        Optional<Lease> lease = models.borrow(name, Optional.empty());
        if (lease.isEmpty()) {
            return false;
        }
        try (Lease borrowed = lease.get()) {
            return borrowed.model().charts().faults().isEmpty();
        }
    }

    private static void service(ObjectNode service, String name) {
        service.put("hook", CdsCall.HOOK).put("id", name).put("title", "Gapwise, model " + name);
        service.put(
                "description",
                "Probabilities of the model's findings from what is known of the patient; what is absent is not filled in.");
        ObjectNode prefetch = service.putObject("prefetch");
        prefetch.put(CdsCall.PATIENT, "Patient/{{context.patientId}}");
        prefetch.put("encounters", "Encounter?patient={{context.patientId}}&status=in-progress");
        prefetch.put("vitals", "Observation?patient={{context.patientId}}&category=vital-signs&_sort=-date&_count=200");
        prefetch.put("labs", "Observation?patient={{context.patientId}}&category=laboratory&_sort=-date&_count=500");
    }

    private HttpResponse cards(HttpRequest request) {
        String id = request.path().getOrDefault("id", "");
        try (Lease lease = models.borrow(id, Optional.empty()).orElseThrow(this::missing)) {
            Served model = lease.model();
            if (!model.charts().faults().isEmpty()) {
                throw missing();
            }
            CdsCall call = CdsCall.read(RequestJson.read(request.body()));
            Bedside bedside = Bedside.ask(model, call.bundle(), "prefetch");
            if (!bedside.chart().patient().equals(PATIENT + call.patient())) {
                throw new Refusal(
                        BAD_REQUEST,
                        "what was sent along is about another patient than the context.",
                        "prefetch",
                        "Send the patient of context.patientId.");
            }
            return HttpResponse.json(Cards.of(bedside));
        }
    }

    private Refusal missing() {
        return new Refusal(
                NOT_FOUND,
                "there is no such service.",
                "the request's path",
                "GET /cds-services lists those there are: " + names() + ".");
    }
}
