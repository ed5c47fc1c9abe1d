package org.gapwise.data.mimic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.data.SharedData;
import org.gapwise.data.clinical.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The true tables of the MIMIC-IV demo, with a CXR side keyed to its patients; counts are held against plain SQL. */
final class RealTablesImportTest {

    private static final List<String> VIEWS = List.of("AP", "PA", "LATERAL", "", "LL");

    @TempDir
    Path folder;

    private Path iv;
    private Path ed;

    /** Images spread over stays: before, at both ends, within and after; some of patients nobody knows. */
    private void radiology() throws Exception {
        List<String> metadata =
                new ArrayList<>(List.of("dicom_id,subject_id,study_id,PerformedProcedureStepDescription,"
                        + "ViewPosition,Rows,Columns,StudyDate,StudyTime,ProcedureCodeSequence_CodeMeaning,"
                        + "ViewCodeSequence_CodeMeaning,PatientOrientationCodeSequence_CodeMeaning"));
        List<String> split = new ArrayList<>(List.of("dicom_id,study_id,subject_id,split"));
        List<String> labels =
                new ArrayList<>(List.of("subject_id,study_id," + String.join(",", MimicPlanToml.TARGETS)));
        List<List<String>> times;
        try (Query query = Query.open()) {
            times = query.rows("SELECT subject_id, strftime(t, '%Y%m%d'), CAST(CAST(strftime(t, '%H%M%S') AS INTEGER)"
                    + " AS VARCHAR) || '.25' FROM (SELECT subject_id, unnest([admittime, admittime - INTERVAL 1 HOUR,"
                    + " dischtime, admittime + (dischtime - admittime) / 2, dischtime + INTERVAL 3 HOUR]) AS t FROM "
                    + admissions() + " UNION ALL SELECT subject_id, unnest([intime, intime + INTERVAL 30 MINUTE])"
                    + " FROM " + stays() + ") ORDER BY ALL");
        }
        times.add(List.of("19999999", "21500101", "101.5"));
        for (int i = 0; i < times.size(); i++) {
            List<String> row = times.get(i);
            long study = 50_000_001 + i;
            for (int k = 0; k <= i % 2; k++) {
                String dicom = "%08x-00000000-00000000-00000000-%08x".formatted(i, k);
                String view = VIEWS.get((i + k) % VIEWS.size());
                metadata.add(dicom + "," + row.get(0) + "," + study + ",CHEST," + view + ",3056,2544," + row.get(1)
                        + "," + row.get(2) + ",,,");
                split.add(dicom + "," + study + "," + row.get(0) + "," + (i % 10 == 0 ? "test" : "train"));
            }
            labels.add(row.get(0) + "," + study + (i % 3 == 0 ? ",1.0,,-1.0" : ",0.0,1.0,") + ",".repeat(11));
        }
        Files.write(cxr().resolve("mimic-cxr-2.0.0-metadata.csv"), metadata);
        Files.write(cxr().resolve("mimic-cxr-2.0.0-split.csv"), split);
        Files.write(cxr().resolve("mimic-cxr-2.0.0-chexpert.csv"), labels);
    }

    @Test
    void countsAreThoseOfPlainSqlAndNothingIsLaterThanItsImage() throws Exception {
        Path pack = SharedData.pack("mimic-iv-demo");
        iv = pack;
        ed = pack.resolve("reconstructed");
        radiology();
        MimicCohort cohort = imported();
        assertThat(cohort.warnings()).anyMatch(w -> w.what().contains("chartevents is not there"));
        assertThat(cohort.schema().features()).noneMatch(f -> f.name().equals("mbp"));
        try (Query query = Query.open()) {
            studies(query);
            flow(cohort.flow(), query);
            links(cohort, query);
            values(query, "");
        }
    }

    /** The demo ships chartevents apart, of twenty of its patients. */
    @Test
    void whatTheIcuChartedIsTakenWhenItIsTheLast() throws Exception {
        Path pack = SharedData.pack("mimic-iv-demo");
        iv = Files.createDirectories(folder.resolve("iv"));
        ed = pack.resolve("reconstructed");
        Files.createDirectories(iv.resolve("icu"));
        Files.createDirectories(iv.resolve("hosp"));
        for (String table : List.of("hosp/patients", "hosp/admissions", "hosp/omr", "hosp/labevents", "icu/icustays")) {
            Files.copy(pack.resolve(table + ".csv.gz"), iv.resolve(table + ".csv.gz"));
        }
        Path charted = iv.resolve("icu/chartevents.csv.gz");
        Files.copy(ed.resolve("icu/chartevents_20patients.csv.gz"), charted);
        radiology();
        MimicCohort cohort = imported();
        try (Query query = Query.open()) {
            studies(query);
            String charts = "(SELECT subject_id, charttime::TIMESTAMP AS t, itemid, valuenum FROM '" + charted + "')";
            values(query, " UNION ALL SELECT subject_id, t, 2, valuenum FROM " + charts + " WHERE itemid = 220045");
            temperatures(query, charts);
            means(query, charts);
            assertThat(query.count("SELECT count(*) FROM " + table() + " WHERE source = 'chartevents'"))
                    .isGreaterThan(100);
            assertThat(cohort.inputs())
                    .filteredOn(input -> input.table().equals("chartevents"))
                    .allSatisfy(input -> assertThat(input.rows())
                            .isEqualTo(query.count("SELECT count(*) FROM " + charts + " WHERE itemid IN ("
                                    + ChartCatalogue.items() + ")")));
            rows(query, charted);
        }
    }

    private MimicCohort imported() throws Exception {
        Path out = Files.createDirectories(folder.resolve("out"));
        MimicFolders folders = new MimicFolders(cxr(), Optional.empty(), iv, Optional.of(ed), Optional.empty());
        return GeneratedTree.into(
                out, folders, MimicPlan.of(MimicPlan.CLINICAL).with(List.of("images.absent=unchecked")));
    }

    private void studies(Query query) throws Exception {
        query.statement()
                .execute("CREATE TABLE m AS SELECT *, StudyDate::VARCHAR || lpad(StudyTime::INTEGER::VARCHAR,"
                        + " 6, '0') AS t FROM read_csv('" + cxr() + "/*metadata.csv', all_varchar = false)");
        query.statement()
                .execute(
                        "CREATE TABLE s AS SELECT study_id, any_value(subject_id) AS subject_id,"
                                + " min(strptime(t, '%Y%m%d%H%M%S') + INTERVAL 250 MILLISECOND) AS imaged FROM m GROUP BY study_id");
    }

    private static void flow(Flow flow, Query query) throws Exception {
        assertThat(flow.steps().get(0).images()).isEqualTo(query.count("SELECT count(*) FROM m"));
        assertThat(flow.steps().get(2).images())
                .isEqualTo(query.count("SELECT count(*) FROM m WHERE ViewPosition IN ('PA', 'AP')"));
        Flow.Step last = flow.steps().get(flow.steps().size() - 1);
        assertThat(last.studies()).isEqualTo(query.count("SELECT count(*) FROM s"));
        assertThat(last.patients()).isEqualTo(query.count("SELECT count(DISTINCT subject_id) FROM s"));
        assertThat(last.images())
                .isEqualTo(query.count("SELECT count(DISTINCT study_id) FROM m WHERE ViewPosition IN ('PA', 'AP')"));
    }

    private void links(MimicCohort cohort, Query query) throws Exception {
        assertThat(cohort.links())
                .containsEntry(
                        "admission, image during it",
                        query.count("SELECT count(*) FROM s WHERE EXISTS (SELECT 1 FROM " + admissions()
                                + " a WHERE a.subject_id = s.subject_id AND s.imaged BETWEEN admittime AND dischtime)"))
                .containsEntry(
                        "ED stay, image during it",
                        query.count("SELECT count(*) FROM s WHERE EXISTS (SELECT 1 FROM " + stays()
                                + " e WHERE e.subject_id = s.subject_id AND s.imaged BETWEEN intime AND outtime)"))
                .containsEntry(
                        "ICU stay, image during it",
                        query.count("SELECT count(*) FROM s WHERE EXISTS (SELECT 1 FROM '" + iv
                                + "/icu/icustays.csv.gz' i WHERE i.subject_id = s.subject_id AND s.imaged BETWEEN intime"
                                + " AND outtime)"))
                .containsEntry(
                        "patient in patients",
                        query.count("SELECT count(*) FROM s SEMI JOIN '" + iv
                                + "/hosp/patients.csv.gz' USING (subject_id)"));
    }

    /** The last sodium and heart rate of every study, written down in another way. */
    private void values(Query query, String charted) throws Exception {
        assertThat(query.count(
                        "SELECT count(*) FROM " + table() + " WHERE taken_at > image_time OR known_at > image_time"))
                .isZero();
        List<List<String>> sodium = query.rows("SELECT s.study_id, (SELECT l.valuenum FROM '" + iv
                + "/hosp/labevents.csv.gz' l WHERE l.subject_id = s.subject_id AND l.itemid = 50983 AND l.charttime"
                + " BETWEEN s.imaged - INTERVAL 48 HOUR AND s.imaged AND l.storetime <= s.imaged AND l.valuenum BETWEEN 90 AND 200"
                + " ORDER BY l.charttime DESC, l.storetime DESC, l.labevent_id DESC LIMIT 1) AS v FROM s WHERE v IS NOT NULL"
                + " ORDER BY 1");
        assertThat(found(query, "sodium")).isEqualTo(sodium).hasSizeGreaterThan(100);
        List<List<String>> rates = query.rows("SELECT s.study_id, (SELECT v.heartrate::DOUBLE FROM (SELECT subject_id,"
                + " charttime AS t, 1 AS p, heartrate FROM '" + ed
                + "/ed/vitalsign.csv.gz' UNION ALL SELECT t.subject_id,"
                + " e.intime, 0, t.heartrate FROM '" + ed + "/ed/triage.csv.gz' t JOIN " + stays()
                + " e USING (stay_id)" + charted + ") v WHERE v.subject_id = s.subject_id AND v.t BETWEEN s.imaged"
                + " - INTERVAL 24 HOUR AND s.imaged AND v.heartrate BETWEEN 10 AND 300 ORDER BY v.t DESC, p DESC LIMIT 1)"
                + " AS r FROM s WHERE r IS NOT NULL ORDER BY 1");
        assertThat(found(query, "heartrate")).isEqualTo(rates).hasSizeGreaterThan(100);
    }

    /** Of the ICU alone, where no value of the ED is later: both units, the cuff's place after the artery's. */
    private void temperatures(Query query, String charts) throws Exception {
        List<List<String>> warmth = query.rows("SELECT s.study_id, (SELECT round(CASE WHEN itemid = 223761 THEN"
                + " (valuenum - 32) / 1.8 ELSE valuenum END, 4) FROM " + charts + " c WHERE c.subject_id = s.subject_id"
                + " AND itemid IN (223761, 223762, 226329) AND t BETWEEN s.imaged - INTERVAL 24 HOUR AND s.imaged"
                + " ORDER BY t DESC, CASE itemid WHEN 223761 THEN 2 WHEN 223762 THEN 1 ELSE 0 END DESC LIMIT 1) AS v"
                + " FROM s WHERE v IS NOT NULL AND s.study_id IN (SELECT case_id::BIGINT FROM " + table()
                + " WHERE feature = 'temperature' AND source = 'chartevents') ORDER BY 1");
        assertThat(query.rows("SELECT case_id, value FROM " + table()
                        + " WHERE feature = 'temperature' AND source = 'chartevents' ORDER BY 1"))
                .isEqualTo(warmth)
                .hasSizeGreaterThan(10);
    }

    private void means(Query query, String charts) throws Exception {
        List<List<String>> means = query.rows("SELECT s.study_id, (SELECT valuenum FROM " + charts
                + " c WHERE c.subject_id = s.subject_id AND itemid IN (220052, 225312, 220181) AND valuenum BETWEEN 20 AND 250"
                + " AND t BETWEEN s.imaged - INTERVAL 24 HOUR AND s.imaged ORDER BY t DESC, CASE itemid WHEN 220052 THEN 2"
                + " WHEN 225312 THEN 1 ELSE 0 END DESC LIMIT 1) AS v FROM s WHERE v IS NOT NULL ORDER BY 1");
        assertThat(found(query, "mbp")).isEqualTo(means).hasSizeGreaterThan(20);
    }

    /** The row that a value is said to come from holds it, though not all rows were copied. */
    private void rows(Query query, Path charted) throws Exception {
        query.statement()
                .execute("CREATE TABLE numbered AS SELECT row_number() OVER () AS n, * FROM read_csv('" + charted
                        + "')");
        assertThat(query.count("SELECT count(*) FROM " + table() + " v JOIN numbered c ON c.n = v.row WHERE"
                        + " v.source = 'chartevents' AND (c.charttime <> v.taken_at OR (v.feature <> 'temperature' AND"
                        + " c.valuenum <> v.value))"))
                .isZero();
    }

    private List<List<String>> found(Query query, String feature) throws Exception {
        return query.rows("SELECT case_id, value FROM " + table() + " WHERE feature = '" + feature + "' ORDER BY 1");
    }

    private String table() {
        return "'" + folder.resolve("out/values.parquet") + "'";
    }

    private Path cxr() throws IOException {
        return Files.createDirectories(folder.resolve("cxr"));
    }

    private String admissions() {
        return "'" + iv.resolve("hosp/admissions.csv.gz") + "'";
    }

    private String stays() {
        return "'" + ed.resolve("ed/edstays.csv.gz") + "'";
    }
}
