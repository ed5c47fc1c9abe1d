package org.gapwise.data.fhir;

import java.util.List;
import java.util.Optional;

/**
 * An ImagingStudy and what it belongs to, all by reference.
 *
 * @param study e.g. {@code ImagingStudy/1}
 * @param encounter during which it was made
 * @param orders the ServiceRequests and CarePlans it was made for
 */
public record FhirImaging(String study, Optional<String> encounter, List<String> orders) {

    /** Of what a study may be based on, these may be what a report is based on, too. */
    private static final List<String> ORDERS = List.of("ServiceRequest/", "CarePlan/");

    public FhirImaging {
        orders = List.copyOf(orders);
    }

    static FhirImaging of(Resource study) {
        return new FhirImaging(
                study.key(),
                study.keys("encounter").stream().findFirst(),
                study.keys("basedOn").stream()
                        .filter(key -> ORDERS.stream().anyMatch(key::startsWith))
                        .distinct()
                        .toList());
    }
}
