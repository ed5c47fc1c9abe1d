package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gapwise.core.Problem;

/**
 * Pictures that lie in the Media and DocumentReferences of a Bundle, in Base64. One that is only named, by a URL, is a
 * fault: nothing is fetched.
 */
final class Attachments {

    static final String NAMELESS = "#";

    private static final String MEDIA = "Media";
    private static final String DOCUMENT = "DocumentReference";
    private static final List<String> VOID = List.of("preparation", "not-done", "superseded", "entered-in-error");

    private final References references;
    private final Unused unused;
    private final List<Problem> faults = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();

    /** A picture and the key of whom it is of. */
    record Found(String patient, FhirPicture picture) {}

    Attachments(References references, Unused unused) {
        this.references = references;
        this.unused = unused;
    }

    /** Looks at an entry; one that holds no picture is passed over. */
    void take(JsonNode resource, String fullUrl, long entry) {
        String type = FhirJson.text(resource.path("resourceType")).orElse("");
        if (!type.equals(MEDIA) && !type.equals(DOCUMENT)) {
            return;
        }
        Place place = new Place(0, entry);
        Optional<String> patient = references.key(resource.path("subject"));
        boolean empty = isVoid(resource, "status") || isVoid(resource, "docStatus");
        if (empty || patient.isEmpty()) {
            unused.note(
                    type, type + " " + (empty ? "with a status that does not stand" : "that names no patient"), place);
            return;
        }
        String key = References.key(resource, fullUrl).orElse(NAMELESS);
        Resource holder = new Resource(type, key, patient.get(), resource, place);
        if (type.equals(MEDIA)) {
            attachment(holder, resource.path("content"), "content");
        } else {
            for (JsonNode content : resource.path("content")) {
                attachment(holder, content.path("attachment"), "content.attachment");
            }
        }
    }

    private static boolean isVoid(JsonNode resource, String field) {
        return FhirJson.text(resource.path(field)).filter(VOID::contains).isPresent();
    }

    private void attachment(Resource holder, JsonNode attachment, String field) {
        String where = "entry " + holder.place().line() + ", " + holder.type() + "." + field;
        String type =
                FhirJson.text(attachment.path("contentType")).orElse("image/").toLowerCase(Locale.ROOT);
        if (!type.startsWith("image/") && !type.startsWith("application/dicom")) {
            unused.note(holder.type(), "attachments that are no pictures", holder.place());
        } else if (!attachment.path("url").isMissingNode()) {
            faults.add(new Problem(
                    "the picture is named by a url, and nothing is fetched.",
                    where + ".url",
                    "Put the bytes of its file into data, in Base64, and leave the url out."));
        } else {
            FhirJson.text(attachment.path("data"))
                    .flatMap(Attachments::decoded)
                    .ifPresentOrElse(
                            bytes -> found.add(new Found(
                                    holder.patient(),
                                    new FhirPicture(
                                            FhirJson.text(attachment.path("title")),
                                            bytes,
                                            Optional.of(holder.key()).filter(key -> !key.startsWith(NAMELESS)),
                                            holder.place().line()))),
                            () -> faults.add(new Problem(
                                    "the picture is not there, or not in Base64.",
                                    where + ".data",
                                    "Put the bytes of its file there, in Base64, or leave the " + holder.type()
                                            + " out.")));
        }
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    List<Found> found() {
        return List.copyOf(found);
    }

    List<Problem> faults() {
        return List.copyOf(faults);
    }
}
