package org.gapwise.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.Problem;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.fhir.FhirBundle;
import org.gapwise.data.fhir.FhirCase;
import org.gapwise.data.fhir.FhirImaging;
import org.gapwise.data.fhir.FhirPicture;
import org.gapwise.data.fhir.FhirPlan;
import org.gapwise.data.fhir.FhirSchema;
import org.gapwise.server.model.Chart;
import org.gapwise.server.model.ChartReader;

/** Reads for the server what is sent in FHIR, as `gapwise import fhir` does with its usual choices. */
final class FhirCharts implements ChartReader {

    private final Schema schema;
    private final Clock clock;
    private final List<Problem> faults;

    FhirCharts(Schema schema, Clock clock) {
        this.schema = schema;
        this.clock = clock;
        this.faults = FhirSchema.faults(schema);
    }

    @Override
    public List<Problem> faults() {
        return faults;
    }

    @Override
    public Chart read(byte[] bytes, String where) {
        FhirBundle bundle = read(bytes, where, FhirPlan.usual());
        FhirCase one = bundle.caseNow(OffsetDateTime.now(clock));
        Map<String, String> sources = new LinkedHashMap<>();
        bundle.subject()
                .ifPresent(patient -> List.of("age", "sex", "race").forEach(name -> sources.put(name, patient)));
        one.values().forEach(value -> bundle.source(value).ifPresent(source -> {
            sources.put(value.feature(), source);
            sources.put(FhirCase.hoursOf(value.feature()), source);
        }));
        return new Chart(
                one.toCase(schema),
                bundle.subject().orElseThrow(),
                one.at(),
                one.imaging().map(FhirCharts::imaging),
                bundle.pictures().stream()
                        .map(picture -> picture(picture, where))
                        .toList(),
                sources,
                bundle.remarks());
    }

    private static FhirBundle read(byte[] bytes, String where, FhirPlan plan) {
        try {
            return FhirBundle.read(new ByteArrayInputStream(bytes), where, plan);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
    }

    private static Chart.Imaging imaging(FhirImaging study) {
        return new Chart.Imaging(study.study(), study.encounter(), study.orders());
    }

    private static Chart.Picture picture(FhirPicture picture, String where) {
        return new Chart.Picture(
                picture.title(), picture.bytes(), picture.source(), where + ", entry " + picture.entry());
    }
}
