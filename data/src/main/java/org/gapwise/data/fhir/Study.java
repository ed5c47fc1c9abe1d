package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gapwise.data.fhir.FhirCase.Picture;

/**
 * An ImagingStudy.
 *
 * @param context what it belongs to
 */
record Study(
        String key,
        String status,
        Optional<Moment> started,
        List<Coding> modalities,
        List<Picture> pictures,
        FhirImaging context) {

    static final List<String> VOID = List.of("cancelled", "entered-in-error");

    private static final Pattern UID = Pattern.compile("[0-9]+(?:\\.[0-9]+){0,62}");
    private static final int LONGEST_UID = 64;

    private record Numbered(long series, long instance, Picture picture) {}

    static Study of(Resource study, ZoneId zone) {
        JsonNode tree = study.tree();
        List<Coding> modalities = new ArrayList<>();
        tree.path("modality").forEach(modality -> modalities.addAll(Coding.single(modality)));
        tree.path("series").forEach(series -> modalities.addAll(Coding.single(series.path("modality"))));
        return new Study(
                study.key(),
                study.status(),
                Moment.of(tree.path("started"), zone),
                modalities,
                pictures(tree),
                FhirImaging.of(study));
    }

    boolean isVoid() {
        return VOID.contains(status);
    }

    /** By number of series and instance, then as they are listed. */
    private static List<Picture> pictures(JsonNode tree) {
        Optional<String> uid = uid(tree);
        List<Numbered> found = new ArrayList<>();
        if (uid.isPresent()) {
            for (JsonNode series : tree.path("series")) {
                for (JsonNode instance : series.path("instance")) {
                    picture(uid.get(), series, instance)
                            .ifPresent(picture -> found.add(new Numbered(
                                    series.path("number").asLong(Long.MAX_VALUE),
                                    instance.path("number").asLong(Long.MAX_VALUE),
                                    picture)));
                }
            }
        }
        found.sort(Comparator.comparingLong(Numbered::series).thenComparingLong(Numbered::instance));
        return found.stream().map(Numbered::picture).toList();
    }

    private static Optional<Picture> picture(String study, JsonNode series, JsonNode instance) {
        Optional<String> ofSeries = dicom(series.path("uid"));
        Optional<String> ofInstance = dicom(instance.path("uid"));
        return ofSeries.isPresent() && ofInstance.isPresent()
                ? Optional.of(new Picture(study, ofSeries.get(), ofInstance.get()))
                : Optional.empty();
    }

    /** The Study Instance UID among the identifiers. */
    private static Optional<String> uid(JsonNode tree) {
        for (JsonNode identifier : tree.path("identifier")) {
            if (identifier.path("system").asText().equals("urn:dicom:uid")) {
                return dicom(identifier.path("value"));
            }
        }
        return Optional.empty();
    }

    /** Digits and points only, so that a UID can name a file and lead nowhere else. */
    private static Optional<String> dicom(JsonNode node) {
        return FhirJson.text(node)
                .map(text -> text.startsWith("urn:oid:") ? text.substring("urn:oid:".length()) : text)
                .filter(text ->
                        text.length() <= LONGEST_UID && UID.matcher(text).matches());
    }
}
