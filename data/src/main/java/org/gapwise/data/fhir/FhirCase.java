package org.gapwise.data.fhir;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Schema;

/**
 * What was known of a patient at one time. What was not measured, or not by then, is not there.
 *
 * @param id of the ImagingStudy or the Encounter
 * @param patient id of the Patient
 * @param at the time: nothing in {@code values} is later
 * @param categories sex, race and place, as far as they are known
 * @param values the last of each feature
 * @param labels by target; not annotated is absent
 * @param pictures of the study, the one to show first
 * @param imaging the study, when the case is of one
 */
public record FhirCase(
        String id,
        String patient,
        Instant at,
        Optional<Integer> age,
        Map<String, String> categories,
        List<Value> values,
        Map<String, Label> labels,
        List<Picture> pictures,
        Optional<FhirImaging> imaging) {

    private static final double CENTI = 100;
    private static final double SECONDS_PER_HOUR = 3600;

    /**
     * The last value of a feature.
     *
     * @param number in the feature's unit
     * @param taken when; of a date without a clock its beginning
     * @param known when it was issued, or else over
     * @param file number of its file among the inputs, from 0
     * @param line in that file, from 1
     */
    public record Value(String feature, double number, Instant taken, Instant known, int file, long line) {}

    /** A DICOM image by its UIDs. */
    public record Picture(String study, String series, String instance) {}

    public FhirCase {
        categories = Map.copyOf(categories);
        values = List.copyOf(values);
        labels = Map.copyOf(labels);
        pictures = List.copyOf(pictures);
    }

    /** How many hours before the case a value was taken, as the feature {@code NAME_hours} says it. */
    double hours(Value value) {
        double hours = Duration.between(value.taken(), at).toSeconds() / SECONDS_PER_HOUR;
        return Math.round(hours * CENTI) / CENTI;
    }

    /** Name of the feature that tells how many hours before the case a value was taken. */
    public static String hoursOf(String feature) {
        return feature + "_hours";
    }

    /** The same as a case of a schema: of what is known that which the schema knows; without pictures. */
    public Case toCase(Schema schema) {
        Set<String> names = schema.features().stream().map(Feature::name).collect(Collectors.toSet());
        Map<String, Double> numbers = new LinkedHashMap<>();
        age.ifPresent(years -> numbers.put("age", (double) years));
        values.forEach(value -> {
            numbers.put(value.feature(), value.number());
            numbers.put(hoursOf(value.feature()), hours(value));
        });
        numbers.keySet().retainAll(names);
        Map<String, String> levels = new LinkedHashMap<>(categories);
        levels.keySet().retainAll(names);
        Map<String, Label> known = new LinkedHashMap<>(labels);
        known.keySet().retainAll(schema.targetNames());
        return new Case(id, patient, numbers, levels, Map.of(), known);
    }
}
