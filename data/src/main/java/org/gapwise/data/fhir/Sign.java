package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An Observation that a label is made of.
 *
 * @param about keys of what it is part of or derived from, and of its Encounter
 * @param answers its coded value
 * @param yes its true or false
 */
record Sign(
        String key,
        List<String> about,
        List<Coding> codes,
        List<Coding> answers,
        Optional<Boolean> yes,
        Instant issued) {

    static Stream<Sign> of(Resource observation, List<String> wanted, ZoneId zone) {
        List<Coding> codes = Coding.of(observation.tree().path("code"));
        if (!Reading.STANDING.contains(observation.status()) || !Coding.any(codes, wanted)) {
            return Stream.empty();
        }
        JsonNode yes = observation.tree().path("valueBoolean");
        return Stream.of(new Sign(
                observation.key(),
                Stream.of("partOf", "derivedFrom", "encounter")
                        .flatMap(field -> observation.keys(field).stream())
                        .toList(),
                codes,
                Coding.of(observation.tree().path("valueCodeableConcept")),
                yes.isBoolean() ? Optional.of(yes.booleanValue()) : Optional.empty(),
                Report.issued(observation, zone)));
    }
}
