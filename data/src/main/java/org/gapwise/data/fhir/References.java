package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says which resource a reference means: {@code Patient/123}, {@code https://server/fhir/Patient/123},
 * {@code Patient/123/_history/2}, or the {@code urn:uuid:} that a Bundle gave the entry.
 *
 * @param fullUrls of a Bundle: the key of each entry by its full URL
 */
record References(Map<String, String> fullUrls) {

    /** Of an export, which has no full URLs. */
    static final References PLAIN = new References(Map.of());

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,63}");
    private static final Pattern URL = Pattern.compile("[!-~]{1,512}");

    /** {@code Type/id}, or the full URL of one that has no id. */
    static Optional<String> key(JsonNode resource, String fullUrl) {
        Optional<String> type = FhirJson.text(resource.path("resourceType"))
                .filter(t -> TYPE.matcher(t).matches());
        Optional<String> id =
                FhirJson.text(resource.path("id")).filter(i -> ID.matcher(i).matches());
        if (type.isPresent() && id.isPresent()) {
            return Optional.of(type.get() + "/" + id.get());
        }
        return type.isPresent() && URL.matcher(fullUrl).matches() ? Optional.of(fullUrl) : Optional.empty();
    }

    /** The key of what a Reference names; empty for one that names it by an identifier only, or something contained. */
    Optional<String> key(JsonNode reference) {
        return FhirJson.text(reference.path("reference")).flatMap(this::key);
    }

    private Optional<String> key(String reference) {
        String known = fullUrls.get(reference);
        if (known != null) {
            return Optional.of(known);
        }
        int history = reference.indexOf("/_history/");
        String plain = history < 0 ? reference : reference.substring(0, history);
        int last = plain.lastIndexOf('/');
        if (last > 0) {
            String id = plain.substring(last + 1);
            String type = plain.substring(plain.lastIndexOf('/', last - 1) + 1, last);
            if (ID.matcher(id).matches() && TYPE.matcher(type).matches()) {
                return Optional.of(type + "/" + id);
            }
        }
        return plain.startsWith("urn:") && URL.matcher(plain).matches() ? Optional.of(plain) : Optional.empty();
    }

    /** The id in a key, as tables write it. */
    static String id(String key) {
        int slash = key.indexOf('/');
        return slash > 0 && TYPE.matcher(key.substring(0, slash)).matches() ? key.substring(slash + 1) : key;
    }
}
