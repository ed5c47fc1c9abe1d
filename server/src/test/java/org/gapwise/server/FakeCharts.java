package org.gapwise.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.file.Json;
import org.gapwise.server.model.Chart;
import org.gapwise.server.model.ChartReader;

/** Takes an Observation's text for the name of its feature, and a Media's data for a picture. */
public final class FakeCharts implements ChartReader {

    private final List<Problem> faults;

    FakeCharts(List<Problem> faults) {
        this.faults = faults;
    }

    @Override
    public List<Problem> faults() {
        return faults;
    }

    @Override
    public Chart read(byte[] bundle, String where) {
        JsonNode tree = parsed(bundle, where);
        Case one = Case.of("case");
        Map<String, String> sources = new LinkedHashMap<>();
        List<Chart.Picture> pictures = new ArrayList<>();
        String patient = "";
        Optional<Chart.Imaging> imaging = Optional.empty();
        for (JsonNode entry : tree.path("entry")) {
            JsonNode resource = entry.path("resource");
            String source = resource.path("resourceType").asText() + "/"
                    + resource.path("id").asText();
            switch (resource.path("resourceType").asText()) {
                case "Patient" -> patient = source;
                case "Observation" -> {
                    String name = resource.path("code").path("text").asText();
                    one = one.with(
                            name, resource.path("valueQuantity").path("value").doubleValue());
                    sources.put(name, source);
                }
                case "ImagingStudy" ->
                    imaging = Optional.of(new Chart.Imaging(
                            source,
                            Optional.of("Encounter/e1"),
                            List.of(resource.path("basedOn")
                                    .path(0)
                                    .path("reference")
                                    .asText())));
                case "Media" ->
                    pictures.add(new Chart.Picture(
                            Optional.ofNullable(
                                    resource.path("content").path("title").textValue()),
                            Base64.getDecoder()
                                    .decode(resource.path("content")
                                            .path("data")
                                            .asText()),
                            Optional.of(source),
                            where));
                default -> {}
            }
        }
        return new Chart(one, patient, Instant.EPOCH, imaging, pictures, sources, List.of());
    }

    private static JsonNode parsed(byte[] bundle, String where) {
        try {
            JsonNode tree = Json.parse(new String(bundle, StandardCharsets.UTF_8));
            if (tree.path("resourceType").asText().equals("Bundle")) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // Said below.
        }
        throw new DataException("it is no Bundle.", where, "Send one.");
    }
}
