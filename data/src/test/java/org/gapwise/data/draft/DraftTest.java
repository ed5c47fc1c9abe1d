package org.gapwise.data.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gapwise.core.ConfigException;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.SharedData;
import org.gapwise.data.table.TableCohort;
import org.gapwise.data.table.TableReading;
import org.gapwise.data.table.TableSource;
import org.gapwise.data.table.TargetCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DraftTest {

    @TempDir
    Path folder;

    @Test
    void columnsAreToldApartByTheirCells() throws IOException {
        StringBuilder text = new StringBuilder("visit_id,patient,age,sex,note,when,site,ward,lactate,answer,sick\n");
        for (int i = 0; i < 60; i++) {
            text.append("v").append(i).append(",p").append(i / 2).append(',').append(20 + i % 50);
            text.append(i % 7 == 0 ? ",unknown" : i % 3 == 0 ? ",F" : ",M");
            text.append(",text number ")
                    .append(i)
                    .append(",2020-01-")
                    .append(1 + i % 28)
                    .append(",here,ICU");
            text.append(i % 3).append(',').append(i == 5 ? "> 9" : String.valueOf(i % 11 / 2.0));
            text.append(i % 2 == 0 ? ",bad,1\n" : ",good,0\n");
        }
        Draft draft = draft(text.toString(), Optional.empty(), Optional.empty(), List.of("sick"));
        Schema schema = Schema.parse(draft.schema(), "schema.toml");
        assertThat(schema.caseKey()).isEqualTo("visit_id");
        assertThat(schema.groupKey()).contains("patient");
        assertThat(schema.features().stream().map(Feature::name)).containsExactly("age", "sex", "ward", "lactate");
        assertThat(schema.features().get(0)).isInstanceOfSatisfying(Numeric.class, age -> {
            assertThat(age.unit()).isEqualTo("year");
            assertThat(age.range()).isPresent();
        });
        assertThat(schema.features().get(1)).isInstanceOfSatisfying(Categorical.class, sex -> assertThat(sex.levels())
                .containsExactlyInAnyOrder("F", "M"));
        assertThat(draft.schema()).contains("\"unknown\"", "\"> 9\"", "AUROC 1.000", "dates", "always \"here\"");
        TableCohort cohort = TableCohort.open(schema, folder);
        assertThat(cohort.size()).isEqualTo(60);
        assertThat(cohort.get(0).categories()).doesNotContainKey("sex");
        assertThat(draft.plan()).contains("preset = \"balanced\"");
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithASuggestion() throws IOException {
        ConfigException e = catchThrowableOfType(
                ConfigException.class,
                () -> draft("id,sick\na,1\nb,0\n", Optional.empty(), Optional.of("patint"), List.of("sik")));
        assertThat(e.problems()).hasSize(2);
        assertThat(e).hasMessageContaining("Did you mean \"sick\"?");
    }

    @Test
    void cellsCannotBreakOutOfTheirLine() throws IOException {
        StringBuilder text = new StringBuilder("id,\"a\"\"]\n[[target]]\",level,sick\n");
        for (int i = 0; i < 40; i++) {
            text.append(i).append(',').append(i % 5 / 2.0).append(i % 2 == 0 ? ",\"x\"\" }\n#\"" : ",\"\\u0000\"");
            text.append(i % 3 == 0 ? ",1\n" : ",0\n");
        }
        Schema schema = Schema.parse(
                draft(text.toString(), Optional.empty(), Optional.empty(), List.of("sick"))
                        .schema(),
                "schema.toml");
        assertThat(schema.targets()).hasSize(1);
        assertThat(TableCohort.open(schema, folder).size()).isEqualTo(40);
    }

    @Test
    void everyPackCanBeDraftedAndReadAsDrafted() throws IOException {
        Path tables = SharedData.pack("tabular-missing");
        List<Path> files;
        try (Stream<Path> all = Files.list(tables)) {
            files = all.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertReadable(file, List.of());
        }
        assertReadable(tables.resolve("support2.csv"), List.of("hospdead"));
    }

    @Test
    void theImagePacksAreDraftedWithTheirPictures() throws IOException {
        Schema ham = assertReadable(SharedData.pack("ham10000").resolve("HAM10000_metadata.csv"), List.of("dx"));
        assertThat(ham.caseKey()).isEqualTo("image_id");
        assertThat(ham.groupKey()).contains("lesion_id");
        assertThat(ham.targets()).hasSize(7);
        assertThat(ham.features().stream().map(Feature::name)).contains("age", "sex", "localization");
        Schema covid = assertReadable(
                SharedData.pack("covid-chestxray").resolve("metadata.csv"), List.of("survival", "went_icu"));
        assertThat(covid.groupKey()).contains("patientid");
        assertThat(covid.images()).singleElement().satisfies(i -> assertThat(i.column())
                .isEqualTo("image_file"));
        assertThat(covid.targetNames()).containsExactly("survival", "went_icu");
        Schema nih = assertReadable(SharedData.pack("nih-cxr14-64px").resolve("labels.csv"), List.of("Finding Labels"));
        assertThat(nih.targets()).hasSize(15);
        assertThat(nih.groupKey()).contains("Patient ID");
    }

    @Test
    void codesAreCategoricalAndTimesOfFollowUpAreNoFeatures() throws IOException {
        Path tables = SharedData.pack("tabular-missing");
        Schema heart = assertReadable(tables.resolve("heart-disease-cleveland.csv"), List.of("num"));
        assertThat(categorical(heart)).contains("sex", "cp", "fbs", "restecg", "exang", "slope", "thal");
        assertThat(numeric(heart)).contains("age", "trestbps", "chol", "thalach", "oldpeak");
        Schema pbc = assertReadable(tables.resolve("pbc.csv"), List.of("status"));
        assertThat(categorical(pbc)).contains("trt", "sex", "ascites", "edema", "stage");
        assertThat(numeric(pbc)).contains("age", "bili", "alk.phos", "protime").doesNotContain("time");
        Schema kidney = assertReadable(tables.resolve("chronic-kidney-disease.csv"), List.of("class"));
        assertThat(categorical(kidney)).contains("rbc", "pc", "htn", "dm", "appet");
        assertThat(numeric(kidney)).contains("age", "bp", "sg", "bgr", "sod", "wbcc", "rbcc");
        Schema support = assertReadable(tables.resolve("support2.csv"), List.of("hospdead"));
        assertThat(categorical(support)).contains("sex", "dzgroup", "income", "race", "diabetes", "ca", "dnr");
        assertThat(numeric(support)).contains("age", "edu", "meanbp", "temp", "crea", "urine", "adlsc");
        assertThat(support.features().stream().map(Feature::name)).doesNotContain("d.time", "hospdead", "");
    }

    @Test
    void aColumnLeftOutIsNoFeature() throws IOException {
        StringBuilder text = new StringBuilder("id,age,slos,sick\n");
        for (int i = 0; i < 40; i++) {
            text.append('a')
                    .append(i)
                    .append(',')
                    .append(20 + i % 30)
                    .append(',')
                    .append(i % 9)
                    .append(i % 2 == 0 ? ",1\n" : ",0\n");
        }
        Path table = folder.resolve("cases.csv");
        Files.writeString(table, text);
        Optional<String> none = Optional.empty();
        DraftRequest request = new DraftRequest(table.toString(), folder, none, none, List.of("sick"), List.of("slos"));
        Draft draft = Draft.of(request);
        assertThat(Schema.parse(draft.schema(), "schema.toml").features())
                .singleElement()
                .satisfies(age -> assertThat(age.name()).isEqualTo("age"));
        assertThat(draft.schema()).contains("left out as asked for");
    }

    private static List<String> categorical(Schema schema) {
        return schema.features().stream()
                .filter(Categorical.class::isInstance)
                .map(Feature::name)
                .toList();
    }

    private static List<String> numeric(Schema schema) {
        return schema.features().stream()
                .filter(Numeric.class::isInstance)
                .map(Feature::name)
                .toList();
    }

    private Schema assertReadable(Path table, List<String> targets) {
        Draft draft = Draft.of(
                new DraftRequest(table.toString(), folder, Optional.empty(), Optional.empty(), targets, List.of()));
        Schema schema = Schema.parse(draft.schema(), "schema.toml");
        TableReading reading = TableReading.of(schema, TableSource.of(schema, folder));
        assertThat(reading.faults()).as(draft.schema()).isEmpty();
        assertThat(TargetCheck.of(reading.cohort())).as(draft.schema()).allSatisfy(check -> assertThat(check.positive())
                .isPositive());
        return schema;
    }

    private Draft draft(String text, Optional<String> images, Optional<String> group, List<String> targets)
            throws IOException {
        Path table = folder.resolve("cases.csv");
        Files.writeString(table, text);
        return Draft.of(new DraftRequest(table.toString(), folder, images, group, targets, List.of()));
    }
}
