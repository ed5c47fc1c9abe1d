package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Takes in resources, hands on what a case can need, and counts the rest. */
final class Intake {

    static final String LINKED = "linked to another Patient";
    static final String PAGE = "one page of several";

    private final Interest interest;
    private final Consumer<Resource> reader;
    private final Unused dropped = new Unused();
    private final Map<Integer, Map<String, Long>> types = new TreeMap<>();
    private final Unused remarks = new Unused();

    Intake(Interest interest, Consumer<Resource> reader) {
        this.interest = interest;
        this.reader = reader;
    }

    void take(JsonNode tree, String fullUrl, References references, Place place) {
        String type = FhirJson.text(tree.path("resourceType")).orElse("");
        types.computeIfAbsent(place.file(), file -> new TreeMap<>())
                .merge(Resource.isRead(type) ? type : "other", 1L, Long::sum);
        Resource.Kept kept = Resource.of(tree, fullUrl, references, interest, place);
        if (kept instanceof Resource.Whole whole) {
            if (type.equals(Resource.PATIENT) && !tree.path("link").isEmpty()) {
                remarks.note(Resource.PATIENT, LINKED, place);
            }
            reader.accept(whole.resource());
        } else if (kept instanceof Resource.Dropped reason) {
            reason.reason().ifPresent(why -> dropped.note(type, why, place));
        }
    }

    /** Looks at a Bundle as a whole: a page of a search is not all there is. */
    void bundle(JsonNode tree, int file) {
        for (JsonNode link : tree.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                remarks.note("Bundle", PAGE, new Place(file, 1));
            }
        }
    }

    /** What had no id or named no patient. */
    List<Unused.Count> dropped() {
        return dropped.counts();
    }

    /** What a person should know of. */
    Unused remarks() {
        return remarks;
    }

    /** Resources by type in a file. */
    Map<String, Long> types(int file) {
        return types.getOrDefault(file, Map.of());
    }
}
