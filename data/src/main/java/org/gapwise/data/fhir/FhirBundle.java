package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;

/**
 * A FHIR R4 Bundle and the cases in it: one for each study or encounter, or what is known of its one patient at a time.
 * Messages name entries by number and repeat nothing of what stands in them.
 */
public final class FhirBundle {

    /** Larger ones are for NDJSON, which is read line by line. */
    public static final int MOST_BYTES = 128 << 20;

    private static final String BUNDLE = "Bundle";
    private static final String EXPECTED = "Give a Bundle: a JSON object with \"resourceType\": \"Bundle\".";

    private final FhirPlan plan;
    private final Map<String, List<Resource>> patients = new LinkedHashMap<>();
    private final Unused unused = new Unused();
    private List<Attachments.Found> pictures = List.of();
    private Optional<Moment> assembled = Optional.empty();

    private FhirBundle(FhirPlan plan) {
        this.plan = plan;
    }

    /**
     * Reads a Bundle to its end; one that is none is a {@link DataException}.
     *
     * @param name says in messages where it came from
     */
    public static FhirBundle read(InputStream in, String name, FhirPlan plan) throws IOException {
        JsonNode tree = tree(in, name);
        FhirBundle bundle = new FhirBundle(plan);
        Intake intake = new Intake(plan.interest(), resource -> bundle.patients
                .computeIfAbsent(resource.patient(), patient -> new ArrayList<>())
                .add(resource));
        entries(tree, 0, intake);
        Stream.of(intake.dropped(), intake.remarks().counts())
                .flatMap(List::stream)
                .forEach(count -> bundle.unused.note(count.source(), count.what(), count.first()));
        bundle.assembled = Moment.of(tree.path("timestamp"), plan.cases().zone());
        bundle.pictures = pictures(tree, name, bundle.unused);
        return bundle;
    }

    private static List<Attachments.Found> pictures(JsonNode tree, String name, Unused unused) {
        Attachments attachments = new Attachments(references(tree.path("entry")), unused);
        long number = 0;
        for (JsonNode entry : tree.path("entry")) {
            number++;
            String fullUrl = FhirJson.text(entry.path("fullUrl")).orElse("");
            attachments.take(entry.path("resource"), fullUrl, number);
        }
        if (!attachments.faults().isEmpty()) {
            throw new DataException(attachments.faults().stream()
                    .map(fault -> new Problem(fault.what(), name + ", " + fault.where(), fault.fix()))
                    .toList());
        }
        return attachments.found();
    }

    /** Reads the entries of a Bundle. */
    static void entries(InputStream in, String name, int file, Intake intake) throws IOException {
        entries(tree(in, name), file, intake);
    }

    private static JsonNode tree(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new DataException(
                    "the Bundle is larger than " + (MOST_BYTES >> 20) + " MiB.",
                    name,
                    "Export as NDJSON, which is read line by line, or split it by patient.");
        }
        JsonNode tree = tree(bytes, name);
        if (!tree.path("resourceType").asText().equals(BUNDLE)) {
            throw new DataException("it is no Bundle.", name, EXPECTED);
        }
        if (!tree.path("entry").isArray() && !tree.path("entry").isMissingNode()) {
            throw new DataException("its \"entry\" is no list.", name, EXPECTED);
        }
        return tree;
    }

    private static void entries(JsonNode tree, int file, Intake intake) {
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
        return caseAt(new Moment(time.toInstant(), time.toInstant(), time.toLocalDate()));
    }

    private FhirCase caseAt(Moment moment) {
        return new CaseReader(plan, unused).read(patient(), moment);
    }

    /**
     * What this Bundle asks about: its one study, or else its one patient when it was put together. A Bundle about none
     * or several is a {@link DataException}.
     *
     * @param now for one that does not say when it was put together
     */
    public FhirCase caseNow(OffsetDateTime now) {
        PatientRecord patient = patient();
        CaseReader reader = new CaseReader(plan, unused);
        List<CaseReader.Candidate> studies = reader.candidates(patient).stream()
                .filter(candidate -> candidate.leftOut().isEmpty())
                .toList();
        if (studies.size() > 1) {
            throw new DataException(
                    "the Bundle holds " + studies.size() + " imaging studies.",
                    BUNDLE,
                    "Send the one that is asked about.");
        }
        if (studies.isEmpty()) {
            return assembled.map(this::caseAt).orElseGet(() -> caseAt(now));
        }
        return reader.read(patient, studies.get(0));
    }

    private PatientRecord patient() {
        Set<String> named = new HashSet<>(patients.keySet());
        pictures.forEach(found -> named.add(found.patient()));
        if (named.size() != 1 || patients.isEmpty()) {
            throw new DataException(
                    patients.isEmpty()
                            ? "the Bundle holds nothing of a patient that is read."
                            : "the Bundle is about " + named.size() + " patients.",
                    BUNDLE,
                    "Give one that is about one, with the Patient.");
        }
        PatientRecord patient = PatientRecord.of(patients.values().iterator().next(), plan, unused);
        if (!unused.placesOfTwoPeople().isEmpty()) {
            throw new DataException(
                    "the Patient is there with two dates of birth.",
                    BUNDLE + ", entry " + unused.placesOfTwoPeople().get(0).line(),
                    "Send the right one.");
        }
        return patient;
    }

    /** Reference of the one patient, e.g. {@code Patient/1}; empty when there are none or several. */
    public Optional<String> subject() {
        return patients.size() == 1 ? patients.keySet().stream().findFirst() : Optional.empty();
    }

    /** Pictures in the Bundle itself, in its order. */
    public List<FhirPicture> pictures() {
        return pictures.stream().map(Attachments.Found::picture).toList();
    }

    /** Reference of the resource that a value stands in, e.g. {@code Observation/1}; empty when it has no name. */
    public Optional<String> source(FhirCase.Value value) {
        return patients.values().stream()
                .flatMap(List::stream)
                .filter(resource -> resource.place().line() == value.line())
                .map(Resource::key)
                .filter(key -> !key.startsWith(Attachments.NAMELESS))
                .findFirst();
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
