package org.gapwise.data.fhir;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An Encounter.
 *
 * @param codes of its class, types and type of service
 */
record Stay(String key, String status, Optional<Moment> from, Optional<Moment> to, List<Coding> codes) {

    static final List<String> VOID = List.of("planned", "cancelled", "entered-in-error");

    private static final List<String> WARD = List.of("IMP", "ACUTE", "NONAC");

    static Stay of(Resource encounter, ZoneId zone) {
        List<Coding> codes = new ArrayList<>(Coding.single(encounter.tree().path("class")));
        codes.addAll(Coding.all(encounter.tree().path("type")));
        codes.addAll(Coding.of(encounter.tree().path("serviceType")));
        return new Stay(
                encounter.key(),
                encounter.status(),
                Moment.of(encounter.tree().path("period").path("start"), zone),
                Moment.of(encounter.tree().path("period").path("end"), zone),
                codes);
    }

    boolean isVoid() {
        return VOID.contains(status);
    }

    /** Whether it surely holds a moment, ends included; without an end it goes on, unless it is said to be finished. */
    boolean holds(Moment moment) {
        return !isVoid()
                && !(to.isEmpty() && status.equals("finished"))
                && from.filter(start -> start.isBy(moment)).isPresent()
                && to.filter(end -> end.from().isBefore(moment.to())).isEmpty();
    }

    /** What kind of place it is, if the plan's codes or the class tell. */
    Optional<String> place(List<String> icu) {
        if (Coding.any(codes, icu)) {
            return Optional.of("ICU");
        }
        if (Coding.any(codes, List.of("EMER"))) {
            return Optional.of("ED");
        }
        return Coding.any(codes, WARD) ? Optional.of("ward") : Optional.empty();
    }
}
