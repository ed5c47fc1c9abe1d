package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;

/**
 * A FHIR R4 Bundle and the cases in it: one for each study or encounter, or what is known of its one patient at a time.
 * Messages name entries by number and repeat nothing of what stands in them.
 */
public final class FhirBundle {

    /** Larger ones are for NDJSON, which is read line by line. */
    public static final int MOST_BYTES = 128 << 20;

    private static final String EXPECTED = "Give a Bundle: a JSON object with \"resourceType\": \"Bundle\".";

    private final FhirPlan plan;
    private final Map<String, List<Resource>> patients = new LinkedHashMap<>();
    private final Unused unused = new Unused();

    private FhirBundle(FhirPlan plan) {
        this.plan = plan;
    }

    /**
     * Reads a Bundle to its end; one that is none is a {@link DataException}.
     *
     * @param name says in messages where it came from
     */
    public static FhirBundle read(InputStream in, String name, FhirPlan plan) throws IOException {
        FhirBundle bundle = new FhirBundle(plan);
        Intake intake = new Intake(plan.interest(), resource -> bundle.patients
                .computeIfAbsent(resource.patient(), patient -> new ArrayList<>())
                .add(resource));
        entries(in, name, 0, intake);
        intake.dropped().forEach(count -> bundle.unused.note(count.source(), count.what(), count.first()));
        return bundle;
    }

    /** Reads the entries of a Bundle. */
    static void entries(InputStream in, String name, int file, Intake intake) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new DataException(
                    "the Bundle is larger than " + (MOST_BYTES >> 20) + " MiB.",
                    name,
                    "Export as NDJSON, which is read line by line, or split it by patient.");
        }
        JsonNode tree = tree(bytes, name);
        if (!tree.path("resourceType").asText().equals("Bundle")) {
            throw new DataException("it is no Bundle.", name, EXPECTED);
        }
        if (!tree.path("entry").isArray() && !tree.path("entry").isMissingNode()) {
            throw new DataException("its \"entry\" is no list.", name, EXPECTED);
        }
        intake.bundle(tree, file);
        References references = references(tree.path("entry"));
        long number = 0;
        for (JsonNode entry : tree.path("entry")) {
            number++;
            String fullUrl = FhirJson.text(entry.path("fullUrl")).orElse("");
            if (entry.path("resource").isObject()) {
                intake.take(entry.path("resource"), fullUrl, references, new Place(file, number));
            }
        }
    }

    private static JsonNode tree(byte[] bytes, String name) {
        try {
            return FhirJson.parse(bytes);
        } catch (FhirJson.Broken e) {
            throw new DataException(e.what(), name + e.where(), EXPECTED);
        }
    }

    private static References references(JsonNode entries) {
        Map<String, String> fullUrls = new HashMap<>();
        for (JsonNode entry : entries) {
            FhirJson.text(entry.path("fullUrl")).ifPresent(url -> References.key(entry.path("resource"), url)
                    .ifPresent(key -> fullUrls.put(url, key)));
        }
        return new References(fullUrls);
    }

    /** One case for each study, or each encounter, of every patient. */
    public List<FhirCase> cases() {
        CaseReader reader = new CaseReader(plan, unused);
        List<FhirCase> cases = new ArrayList<>();
        patients.values().forEach(resources -> {
            PatientRecord patient = PatientRecord.of(resources, plan, unused);
            reader.candidates(patient).stream()
                    .filter(candidate -> candidate.leftOut().isEmpty())
                    .forEach(candidate -> cases.add(reader.read(patient, candidate)));
        });
        return cases;
    }

    /** What is known at a time of the one patient of this Bundle; none or several are a {@link DataException}. */
    public FhirCase caseAt(OffsetDateTime time) {
        if (patients.size() != 1) {
            throw new DataException(
                    "the Bundle is about " + patients.size() + " patients.", "Bundle", "Give one that is about one.");
        }
        List<Resource> resources = patients.values().iterator().next();
        return new CaseReader(plan, unused)
                .read(
                        PatientRecord.of(resources, plan, unused),
                        new Moment(time.toInstant(), time.toInstant(), time.toLocalDate()));
    }

    /** What was there and could not be used so far, each with its count and reason. */
    public List<Problem> remarks() {
        return unused.counts().stream()
                .map(count -> new Problem(
                        count.count() + " of " + count.what() + " not used.",
                        count.source() + ", first in entry " + count.first().line(),
                        "See the catalogue in docs/format/import.md."))
                .toList();
    }
}
