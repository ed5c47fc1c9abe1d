package org.gapwise.data.simulate.fhir;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gapwise.data.simulate.Visit;

/** What an importer should find for one study; blank where there is nothing to find. */
final class Truth {

    private static final List<String> MORE = List.of("sbp", "dbp", "acuity", "height", "weight");

    private final OffsetDateTime at;
    private final Map<String, String> cells = new LinkedHashMap<>();

    Truth(OffsetDateTime at) {
        this.at = at;
    }

    static List<String> header() {
        List<String> header =
                new ArrayList<>(List.of("study_id", "subject_id", "age", "sex", "race", "place", "image_file"));
        Stream.concat(Item.ALL.stream().map(Item::feature), MORE.stream())
                .forEach(name -> header.addAll(List.of(name, name + "_hours")));
        header.addAll(Visit.labelNames());
        return header;
    }

    void put(String column, Object value) {
        cells.put(column, String.valueOf(value));
    }

    /** A value and how many hours before the image it was taken. */
    void put(String feature, BigDecimal value, OffsetDateTime taken) {
        put(feature, value.stripTrailingZeros().toPlainString());
        put(
                feature + "_hours",
                BigDecimal.valueOf(Duration.between(taken, at).toMinutes())
                        .divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString());
    }

    String row() {
        return String.join(
                ",", header().stream().map(name -> cells.getOrDefault(name, "")).toList());
    }
}
