package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that is known of one patient. Of a resource that is there more than once, the version updated last counts.
 *
 * @param place of the first of its resources
 */
record PatientRecord(
        String key,
        Place place,
        Person person,
        List<Stay> stays,
        List<Study> studies,
        List<Reading> readings,
        List<Report> reports,
        List<Sign> signs) {

    /** @param resources of one patient, in the order in which they were read */
    static PatientRecord of(List<Resource> resources, FhirPlan plan, Unused unused) {
        Collection<Resource> newest = newest(resources, unused);
        ZoneId zone = plan.cases().zone();
        List<String> labelCodes = plan.interest().labels();
        return new PatientRecord(
                resources.get(0).patient(),
                resources.get(0).place(),
                typed(newest, Resource.PATIENT).map(Person::of).findFirst().orElse(Person.UNKNOWN),
                typed(newest, Resource.ENCOUNTER).map(r -> Stay.of(r, zone)).toList(),
                typed(newest, Resource.STUDY).map(r -> Study.of(r, zone)).toList(),
                typed(newest, Resource.OBSERVATION)
                        .flatMap(r -> Reading.of(r, zone).stream())
                        .toList(),
                typed(newest, Resource.REPORT).flatMap(r -> Report.of(r, zone)).toList(),
                typed(newest, Resource.OBSERVATION)
                        .flatMap(r -> Sign.of(r, labelCodes, zone))
                        .toList());
    }

    private static Stream<Resource> typed(Collection<Resource> resources, String type) {
        return resources.stream().filter(resource -> resource.type().equals(type));
    }

    private static Collection<Resource> newest(List<Resource> resources, Unused unused) {
        Map<String, Resource> byKey = new LinkedHashMap<>();
        for (Resource resource : resources) {
            Resource before = byKey.get(resource.key());
            if (before == null) {
                byKey.put(resource.key(), resource);
                continue;
            }
            if (!updated(resource).isBefore(updated(before))) {
                byKey.put(resource.key(), resource);
            }
            if (resource.type().equals(Resource.PATIENT) && contradict(before.tree(), resource.tree())) {
                unused.twoPeople(resource.place());
            } else {
                unused.note(resource.type(), "an older version of a resource", resource.place());
            }
        }
        return byKey.values();
    }

    private static Instant updated(Resource resource) {
        return Moment.of(resource.tree().path("lastUpdated"), ZoneOffset.UTC)
                .map(Moment::to)
                .orElse(Instant.MIN);
    }

    /** Two people under one number, as when folders of two hospitals were put together. */
    private static boolean contradict(JsonNode one, JsonNode other) {
        return differ(one.path("birthDate"), other.path("birthDate"));
    }

    private static boolean differ(JsonNode one, JsonNode other) {
        String first = FhirJson.text(one).orElse("");
        String second = FhirJson.text(other).orElse("");
        return !first.startsWith(second) && !second.startsWith(first);
    }
}
