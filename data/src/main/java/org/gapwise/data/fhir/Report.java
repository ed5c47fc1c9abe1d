package org.gapwise.data.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * A DiagnosticReport.
 *
 * @param about keys of the ImagingStudy and the Encounter that it names
 * @param results keys of its Observations
 * @param codes its conclusions
 * @param issued when; the beginning of time when nobody wrote it
 */
record Report(List<String> about, List<String> results, List<Coding> codes, Instant issued) {

    private static final List<String> STANDING =
            List.of("partial", "preliminary", "final", "amended", "corrected", "appended");

    static Stream<Report> of(Resource report, ZoneId zone) {
        return STANDING.contains(report.status())
                ? Stream.of(new Report(
                        Stream.of("imagingStudy", "encounter")
                                .flatMap(field -> report.keys(field).stream())
                                .toList(),
                        report.keys("result"),
                        Coding.all(report.tree().path("conclusionCode")),
                        issued(report, zone)))
                : Stream.empty();
    }

    static Instant issued(Resource resource, ZoneId zone) {
        return Moment.of(resource.tree().path("issued"), zone).map(Moment::to).orElse(Instant.MIN);
    }
}
