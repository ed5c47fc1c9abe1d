package org.gapwise.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.SharedData;
import org.junit.jupiter.api.Test;

/** Public data sets hold what their descriptions say. */
final class RealTablesTest {

    @Test
    void ham10000HasItsLesionsLabelsAndGaps() {
        TableCohort cohort = open("ham10000", """
                version = 1
                table = "HAM10000_metadata.csv"
                case = "image_id"
                group = "lesion_id"
                missing = ["", "unknown"]
                [[modality]]
                name = "clinical"
                features = [
                  { name = "age", kind = "numeric", unit = "year", range = [0, 120] },
                  { name = "sex", kind = "categorical", levels = ["female", "male"] },
                ]
                [[modality]]
                name = "lesion"
                kind = "image"
                column = "image_file"
                [[target]]
                name = "malignant"
                column = "dx"
                positive = ["mel", "bcc", "akiec"]
                """);
        assertThat(cohort.size()).isEqualTo(7916);
        assertThat(cohort.cases().stream().map(Case::group).distinct().count()).isEqualTo(5921);
        assertThat(cohort.cases().stream()
                        .map(one -> one.categories().getOrDefault("sex", ""))
                        .collect(counting()))
                .isEqualTo(Map.of("male", 4227L, "female", 3651L, "", 38L));
        assertThat(cohort.cases().stream()
                        .filter(one -> !one.numbers().containsKey("age"))
                        .count())
                .isBetween(36L, 43L);
        assertThat(TargetCheck.of(cohort)).singleElement().satisfies(check -> {
            assertThat(check.positive()).isEqualTo(862 + 388 + 251);
            assertThat(check.negative()).isEqualTo(5366 + 850 + 111 + 88);
        });
        Pixels pixels = cohort.get(0).images().get("lesion").read(32);
        assertThat(pixels.values()).hasSize(3 * 32 * 32);
        assertThat(cohort.warnings()).isEmpty();
    }

    @Test
    void covidChestXrayHasItsGaps() {
        TableCohort cohort = open("covid-chestxray", """
                version = 1
                table = "metadata.csv"
                case = "filename"
                group = "patientid"
                [[modality]]
                name = "clinical"
                features = [
                  { name = "offset", kind = "numeric" },
                  { name = "age", kind = "numeric" },
                  { name = "temperature", kind = "numeric" },
                  { name = "leukocyte_count", kind = "numeric" },
                  { name = "sex", kind = "categorical", levels = ["F", "M"] },
                ]
                [[modality]]
                name = "frontal"
                kind = "image"
                column = "image_file"
                [[target]]
                name = "survival"
                positive = ["Y"]
                negative = ["N"]
                [[target]]
                name = "icu"
                column = "went_icu"
                positive = ["Y"]
                negative = ["N"]
                missing = ["", "Would have been stated"]
                """);
        assertThat(cohort.size()).isEqualTo(430);
        assertThat(cohort.cases().stream()
                        .filter(one -> !one.images().isEmpty())
                        .count())
                .isEqualTo(218);
        assertThat(share(cohort, "offset")).isEqualTo(24.9);
        assertThat(share(cohort, "age")).isEqualTo(10.5);
        assertThat(share(cohort, "temperature")).isEqualTo(88.4);
        assertThat(share(cohort, "leukocyte_count")).isEqualTo(97.7);
        assertThat(TargetCheck.of(cohort).stream()
                        .map(check -> List.of(check.positive(), check.negative(), check.unannotated())))
                .containsExactly(List.of(104, 41, 285), List.of(108, 37, 285));
    }

    @Test
    void nihChestXraysHaveFifteenLabelsInOneColumn() {
        List<String> findings = List.of(
                "No Finding",
                "Effusion",
                "Infiltration",
                "Atelectasis",
                "Cardiomegaly",
                "Consolidation",
                "Pneumothorax",
                "Nodule",
                "Emphysema",
                "Mass",
                "Fibrosis",
                "Edema",
                "Pleural_Thickening",
                "Pneumonia",
                "Hernia");
        String targets = findings.stream()
                .map(name -> "[[target]]\nname = \"" + name + "\"\ncolumn = \"Finding Labels\"\npositive = [\"" + name
                        + "\"]\nseparator = \"|\"\n")
                .collect(Collectors.joining());
        TableCohort cohort = open("nih-cxr14-64px", """
                version = 1
                table = "labels.csv"
                case = "Image Index"
                group = "Patient ID"
                [[modality]]
                name = "frontal"
                kind = "image"
                column = "image_file"
                [[modality]]
                name = "clinical"
                features = [{ name = "age", column = "Patient Age", kind = "numeric" }]
                """ + targets);
        assertThat(cohort.cases().stream().map(Case::group).distinct().count()).isEqualTo(264);
        assertThat(TargetCheck.of(cohort).stream().map(TargetCheck::positive))
                .containsExactly(499, 170, 162, 95, 83, 42, 40, 39, 37, 35, 32, 31, 29, 11, 9);
        assertThat(cohort.get(0).images().get("frontal").read(64).channels()).isEqualTo(1);
    }

    private static TableCohort open(String pack, String schema) {
        return TableCohort.open(Schema.parse(schema, "schema.toml"), SharedData.pack(pack));
    }

    private static double share(TableCohort cohort, String feature) {
        long absent = cohort.cases().stream()
                .filter(one -> !one.numbers().containsKey(feature))
                .count();
        return Math.round(1000.0 * absent / cohort.size()) / 10.0;
    }

    private static java.util.stream.Collector<String, ?, Map<String, Long>> counting() {
        return Collectors.groupingBy(text -> text, Collectors.counting());
    }
}
