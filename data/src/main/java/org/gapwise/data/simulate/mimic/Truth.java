package org.gapwise.data.simulate.mimic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.data.simulate.Visit;

/** What an importer should find for one study by its default choices; blank where there is nothing to find. */
final class Truth {

    static final String FILE = "truth.csv";

    private static final List<String> KEYS = List.of(
            "study_id",
            "subject_id",
            "dicom_id",
            "image_file",
            "image_time",
            "split",
            "place",
            "hadm_id",
            "ed_stay_id",
            "icu_stay_id",
            "age",
            "sex",
            "race",
            "drg",
            "report");
    private static final int MINUTES = 60;

    private final LocalDateTime at;
    private final Map<String, String> cells = new LinkedHashMap<>();

    Truth(LocalDateTime at) {
        this.at = at;
    }

    /** Columns of truth.csv. */
    static List<String> header() {
        List<String> header = new ArrayList<>(KEYS);
        List<String> timed = new ArrayList<>(VitalRows.NAMES);
        timed.addAll(List.of("mbp", "acuity", "height", "weight", "bmi"));
        LabTest.ALL.forEach(lab -> timed.add(lab.name()));
        for (String name : timed) {
            header.add(name);
            header.add(name + "_hours");
        }
        VitalRows.NAMES.forEach(name -> header.add("triage_" + name));
        header.addAll(Visit.labelNames());
        return header;
    }

    void put(String column, Object value) {
        cells.put(column, String.valueOf(value));
    }

    /** A value and how many hours before the image it was taken. */
    void put(String feature, BigDecimal value, LocalDateTime taken) {
        put(feature, value.stripTrailingZeros().toPlainString());
        BigDecimal minutes = BigDecimal.valueOf(Duration.between(taken, at).toMinutes());
        put(
                feature + "_hours",
                minutes.divide(BigDecimal.valueOf(MINUTES), 2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString());
    }

    Object[] row() {
        return header().stream().map(name -> cells.getOrDefault(name, "")).toArray();
    }
}
