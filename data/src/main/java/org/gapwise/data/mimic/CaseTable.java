package org.gapwise.data.mimic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
import org.gapwise.data.desk.Desk;

/** Lays everything side by side, one row a case, and says in a schema what the columns are. */
final class CaseTable {

    /** Age in whole years; those over 89 are written as 91 at their anchor. */
    private static final Range AGE = new Range(0, 130);

    private static final String DRG = "DRG ";

    private final Job job;
    private final Desk desk;
    private final List<String> groups;

    /** Columns by name, each with the SQL that gives it, and the feature that it is, if it is one. */
    private final Map<String, String> columns = new LinkedHashMap<>();

    private final List<Feature> features = new ArrayList<>();

    /** @param groups descriptions of DRG groups; empty when they are no features */
    CaseTable(Job job, List<String> groups) {
        this.job = job;
        this.desk = job.desk();
        this.groups = groups;
        keys();
        person();
        measured();
        groups();
    }

    private void keys() {
        boolean study = job.plan().images().per().equals("study");
        columns.put(study ? "study_id" : "dicom_id", "c.case_id");
        columns.put("subject_id", "c.subject_id");
        columns.put(study ? "dicom_id" : "study_id", study ? "c." + job.kinds().get(0) + "_dicom" : "c.study_id");
        columns.put("split", "c.split");
        columns.put("fold", "f.fold");
    }

    private void person() {
        boolean clinical = job.plan().isClinical();
        String age = clinical ? "age" : "anchor_age";
        add(new Numeric(age, age, "year", Optional.of(AGE)), "p." + age);
        String sex = clinical ? "sex" : "gender";
        add(new Categorical(sex, List.of("F", "M")), "p." + sex);
        List<String> races = job.plan().values().race().equals("groups")
                ? Person.RACES
                : desk
                        .rows(
                                "SELECT race FROM person WHERE race IS NOT NULL GROUP BY race HAVING count(*) >= 10 ORDER BY race")
                        .stream()
                        .map(row -> row.get(0))
                        .toList();
        if (!races.isEmpty()) {
            add(new Categorical("race", races), "p.race");
        }
        if (clinical) {
            add(new Categorical("place", List.of("ED", "ward", "ICU")), "l.place");
        }
    }

    private void measured() {
        boolean clinical = job.plan().isClinical();
        for (Vital vital : Vital.ALL) {
            boolean fahrenheit = !clinical && vital.name().equals("temperature");
            measured(vital.name(), fahrenheit ? "degF" : vital.unit(), fahrenheit ? Vital.FAHRENHEIT : vital.range());
        }
        if (!clinical) {
            return;
        }
        if (job.plan().wantsCharts()) {
            measured(Vital.MEAN.name(), Vital.MEAN.unit(), Vital.MEAN.range());
        }
        measured("acuity", "", Vital.ACUITY);
        ClinicalFeatures.of(ClinicalFeatures.Kind.BODY)
                .forEach(body -> measured(body.name(), body.unit(), ClinicalFeatures.range(body.name())));
        LabCatalogue.of(job.plan().labs().items()).forEach(lab -> measured(lab.name(), lab.unit(), lab.range()));
    }

    private void measured(String name, String unit, Range range) {
        add(new Numeric(name, name, unit, Optional.of(range)), "v." + Desk.name(name));
        if (job.plan().values().ages()) {
            String hours = name + "_hours";
            add(new Numeric(hours, hours, "h", Optional.empty()), "v." + Desk.name(hours));
        }
    }

    private void groups() {
        for (int i = 0; i < groups.size(); i++) {
            String name = DRG + groups.get(i);
            int code = i + 1;
            add(
                    new Categorical(name, List.of("0", "1")),
                    "CASE WHEN g.codes IS NULL THEN NULL WHEN list_contains(g.codes, " + code + ") THEN 1 ELSE 0 END");
        }
    }

    private void add(Feature feature, String sql) {
        columns.put(feature.name(), sql);
        features.add(feature);
    }

    /** The schema of what is there: a feature that no case has is left out. */
    Schema schema(String root) {
        wide();
        List<String> empty = empty();
        features.removeIf(feature -> empty.contains(feature.name()));
        empty.forEach(columns::remove);
        if (!empty.isEmpty()) {
            List<String> named =
                    empty.stream().filter(name -> !name.endsWith("_hours")).toList();
            job.warn(
                    "no case has " + String.join(", ", named) + ": left out.",
                    job.plan().table(),
                    "See the windows and the linking in import.toml.");
        }
        List<Modality> modalities = new ArrayList<>();
        if (!features.isEmpty()) {
            modalities.add(new TableModality("clinical", features, List.of("")));
        }
        for (String kind : job.kinds()) {
            modalities.add(new ImageModality(kind, kind + "_file", root, List.of("")));
        }
        List<Target> targets =
                job.plan().labels().targets().stream().map(Target::new).toList();
        return new Schema(
                job.plan().table(), columns.keySet().iterator().next(), Optional.of("subject_id"), modalities, targets);
    }

    private void wide() {
        String names = features.stream()
                .map(Feature::name)
                .filter(name -> columns.getOrDefault(name, "").startsWith("v."))
                .map(name -> name.endsWith("_hours")
                        ? "max(round((epoch(c.imaged) - epoch(v.taken)) / 3600, 2)) FILTER (WHERE v.feature = "
                                + Desk.text(name.substring(0, name.length() - "_hours".length())) + ") AS "
                                + Desk.name(name)
                        : "max(v.number) FILTER (WHERE v.feature = " + Desk.text(name) + ") AS " + Desk.name(name))
                .collect(Collectors.joining(", "));
        desk.run("CREATE TABLE wide AS SELECT case_no, " + names
                + " FROM reading v JOIN cases c USING (case_no) GROUP BY case_no");
    }

    private List<String> empty() {
        List<Feature> all = List.copyOf(features);
        String counts = all.stream()
                .map(feature -> "count(" + columns.get(feature.name()) + ")")
                .collect(Collectors.joining(", "));
        List<String> row = desk.rows("SELECT " + counts + from()).get(0);
        List<String> empty = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (row.get(i).equals("0")) {
                empty.add(all.get(i).name());
            }
        }
        return empty;
    }

    private String from() {
        return " FROM cases c LEFT JOIN person p USING (case_no) LEFT JOIN link l USING (case_no)"
                + " LEFT JOIN wide v USING (case_no)"
                + (groups.isEmpty() ? "" : " LEFT JOIN drg_list g USING (case_no)");
    }

    /** Writes the table, and what every value comes from. */
    void write(Path out) {
        Map<String, String> all = new LinkedHashMap<>(columns);
        job.kinds().forEach(kind -> all.put(kind + "_file", "c." + kind + "_path"));
        job.plan().labels().targets().forEach(target -> all.put(target, "t." + Desk.name(target)));
        String names = all.entrySet().stream()
                .map(column -> column.getValue() + " AS " + Desk.name(column.getKey()))
                .collect(Collectors.joining(", "));
        String format = job.plan().table().endsWith(".csv") ? "(HEADER, DELIMITER ',')" : "(FORMAT parquet)";
        desk.run("COPY (SELECT " + names + from() + " LEFT JOIN fold f USING (case_no) JOIN target t USING (case_no)"
                + " ORDER BY case_no) TO " + Desk.path(out.resolve(job.plan().table())) + " " + format);
        desk.run("COPY (SELECT c.case_id, c.imaged AS image_time, v.feature, v.number AS value, v.taken AS taken_at,"
                + " v.known AS known_at, v.source, v.row FROM reading v JOIN cases c USING (case_no)"
                + " ORDER BY case_no, feature) TO " + Desk.path(out.resolve("values.parquet")) + " (FORMAT parquet)");
        desk.run("COPY (SELECT c.case_id, c.subject_id, c.imaged AS image_time, l.hadm_id, l.hadm_how, l.ed_stay_id,"
                + " l.ed_how, l.icu_stay_id, l.place FROM cases c JOIN link l USING (case_no) ORDER BY case_no) TO "
                + Desk.path(out.resolve("links.parquet")) + " (FORMAT parquet)");
    }
}
