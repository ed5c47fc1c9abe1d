package org.gapwise.data.fhir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Range;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;
import org.gapwise.data.clinical.ClinicalFeatures;
import org.gapwise.data.clinical.PatientFolds;
import org.gapwise.data.desk.Desk;

/** Lays cases side by side, one row a case, and says in a schema what the columns are. */
final class CaseSheet {

    private static final String HOURS = "_hours";
    /** Who the patient is and where; the rest of the table is {@link ClinicalFeatures}. */
    static final List<Feature> PERSON = List.of(
            new Numeric("age", "age", "year", Optional.of(new Range(0, 130))),
            new Categorical("sex", List.of("F", "M")),
            new Categorical("race", List.of("asian", "black", "hispanic", "other", "white")),
            new Categorical("place", List.of("ED", "ward", "ICU")));

    private final Desk desk;
    private final FhirPlan plan;
    private final Desk.Rows cases;
    private final Desk.Rows readings;
    private final Desk.Rows labels;
    private final List<Feature> features = new ArrayList<>();
    private long count;

    CaseSheet(Desk desk, FhirPlan plan) {
        this.desk = desk;
        this.plan = plan;
        desk.run("CREATE TABLE cases (case_no BIGINT, case_id VARCHAR, patient VARCHAR, at_ms BIGINT, age BIGINT,"
                + " sex VARCHAR, race VARCHAR, place VARCHAR, picture VARCHAR)");
        desk.run("CREATE TABLE reading (case_no BIGINT, feature VARCHAR, number DOUBLE, hours DOUBLE, taken_ms BIGINT,"
                + " known_ms BIGINT, file BIGINT, line BIGINT)");
        desk.run("CREATE TABLE label (case_no BIGINT, target VARCHAR, value BIGINT)");
        this.cases = desk.rowsOf("cases");
        this.readings = desk.rowsOf("reading");
        this.labels = desk.rowsOf("label");
    }

    void add(FhirCase one, Optional<String> picture) {
        long number = count++;
        cases.add(
                number,
                one.id(),
                one.patient(),
                one.at().toEpochMilli(),
                one.age(),
                Optional.ofNullable(one.categories().get("sex")),
                Optional.ofNullable(one.categories().get("race")),
                Optional.ofNullable(one.categories().get("place")),
                picture);
        one.values()
                .forEach(value -> readings.add(
                        number,
                        value.feature(),
                        value.number(),
                        one.hours(value),
                        value.taken().toEpochMilli(),
                        value.known().toEpochMilli(),
                        value.file(),
                        value.line()));
        one.labels().forEach((target, label) -> labels.add(number, target, written(label)));
    }

    private static long written(Label label) {
        return switch (label) {
            case POSITIVE -> 1;
            case NEGATIVE -> 0;
            case UNCERTAIN -> -1;
        };
    }

    /** Ends adding: what follows looks at all cases. */
    void complete() {
        Stream.of(cases, readings, labels).forEach(Desk.Rows::close);
        long later = desk.count("SELECT count(*) FROM reading JOIN cases USING (case_no)"
                + " WHERE taken_ms > at_ms OR known_ms > at_ms");
        if (later > 0) {
            throw new IllegalStateException(later + " values are later than their case");
        }
        person();
        Stream.of(ClinicalFeatures.Kind.values())
                .flatMap(kind -> ClinicalFeatures.of(kind).stream())
                .filter(feature -> count("reading WHERE feature = " + Desk.text(feature.name())) > 0)
                .forEach(this::measured);
    }

    private void person() {
        PERSON.stream()
                .filter(feature -> count("cases WHERE " + feature.name() + " IS NOT NULL") > 0)
                .forEach(features::add);
    }

    private void measured(Numeric feature) {
        features.add(feature);
        if (plan.values().ages()) {
            String hours = feature.name() + HOURS;
            features.add(new Numeric(hours, hours, "h", Optional.empty()));
        }
    }

    private long count(String from) {
        return desk.count("SELECT count(*) FROM " + from);
    }

    /** How often a target is what. */
    FhirCohort.Targets counts(FhirPlan.Target target) {
        String of = "label WHERE target = " + Desk.text(target.name());
        long given = count(of);
        return new FhirCohort.Targets(
                target.name(),
                count(of + " AND value = 1"),
                count(of + " AND value = 0"),
                count(of + " AND value = -1"),
                count("cases") - given);
    }

    /** The schema of what is there, when there is something to predict, and something to predict from. */
    Optional<Schema> schema(Optional<String> pictures) {
        List<Modality> modalities = new ArrayList<>();
        if (!features.isEmpty()) {
            modalities.add(new TableModality("clinical", features, List.of("")));
        }
        pictures.filter(root -> count("cases WHERE picture IS NOT NULL") > 0)
                .ifPresent(root -> modalities.add(new ImageModality("image", "image_file", root, List.of(""))));
        List<Target> targets =
                plan.targets().stream().map(target -> new Target(target.name())).toList();
        return modalities.isEmpty() || targets.isEmpty()
                ? Optional.empty()
                : Optional.of(new Schema(plan.table(), key(), Optional.of("subject_id"), modalities, targets));
    }

    private String key() {
        return plan.cases().perStudy() ? "study_id" : "encounter_id";
    }

    /** Deals patients to folds, when there is something to predict. */
    void folds(Schema schema) {
        PatientFolds folds = new PatientFolds(schema);
        String targets = schema.targetNames().stream()
                .map(target -> ", l." + Desk.name(target))
                .collect(Collectors.joining());
        wideLabels();
        desk.each(
                "SELECT c.patient" + targets + " FROM cases c LEFT JOIN wide_label l USING (case_no) ORDER BY case_no",
                row -> folds.add(row.get(0), row.subList(1, row.size())));
        List<Integer> dealt = folds.deal(plan.split().folds(), plan.split().seed());
        desk.run("CREATE TABLE fold (case_no BIGINT, fold BIGINT)");
        try (Desk.Rows rows = desk.rowsOf("fold")) {
            for (int i = 0; i < dealt.size(); i++) {
                rows.add(i, dealt.get(i));
            }
        }
    }

    private void wideLabels() {
        String columns = plan.targets().stream()
                .map(target -> ", max(value) FILTER (WHERE target = " + Desk.text(target.name()) + ") AS "
                        + Desk.name(target.name()))
                .collect(Collectors.joining());
        desk.run("CREATE TABLE wide_label AS SELECT case_no" + columns + " FROM label GROUP BY case_no");
    }

    /** Writes the table, and what every value comes from. */
    void write(Path out, boolean folded, boolean pictures) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put(key(), "c.case_id");
        columns.put("subject_id", "c.patient");
        if (folded) {
            columns.put("fold", "f.fold");
        }
        features.forEach(feature -> columns.put(feature.name(), source(feature)));
        if (pictures) {
            columns.put("image_file", "c.picture");
        }
        if (folded) {
            plan.targets().forEach(target -> columns.put(target.name(), "l." + Desk.name(target.name())));
        }
        wide();
        String names = columns.entrySet().stream()
                .map(column -> column.getValue() + " AS " + Desk.name(column.getKey()))
                .collect(Collectors.joining(", "));
        String joins = folded ? " JOIN fold f USING (case_no) LEFT JOIN wide_label l USING (case_no)" : "";
        String format = plan.table().endsWith(".csv") ? "(HEADER, DELIMITER ',')" : "(FORMAT parquet)";
        desk.run("COPY (SELECT " + names + " FROM cases c LEFT JOIN wide v USING (case_no)" + joins
                + " ORDER BY case_no) TO " + Desk.path(out.resolve(plan.table())) + " " + format);
        desk.run("COPY (SELECT c.case_id, epoch_ms(c.at_ms) AS case_time, v.feature, v.number AS value,"
                + " epoch_ms(v.taken_ms) AS taken_at, epoch_ms(v.known_ms) AS known_at, v.file, v.line FROM reading v"
                + " JOIN cases c USING (case_no) ORDER BY case_no, feature) TO "
                + Desk.path(out.resolve("values.parquet")) + " (FORMAT parquet)");
    }

    private static String source(Feature feature) {
        boolean person = feature instanceof Categorical || feature.name().equals("age");
        return (person ? "c." : "v.") + Desk.name(feature.name());
    }

    private void wide() {
        String columns = features.stream()
                .filter(feature -> source(feature).startsWith("v."))
                .map(Feature::name)
                .map(name -> name.endsWith(HOURS)
                        ? ", max(hours) FILTER (WHERE feature = "
                                + Desk.text(name.substring(0, name.length() - HOURS.length())) + ") AS "
                                + Desk.name(name)
                        : ", max(number) FILTER (WHERE feature = " + Desk.text(name) + ") AS " + Desk.name(name))
                .collect(Collectors.joining());
        desk.run("CREATE TABLE wide AS SELECT case_no" + columns + " FROM reading GROUP BY case_no");
    }
}
