package org.gapwise.data.mimic;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gapwise.data.desk.Desk;

/**
 * A table of MIMIC, and those of its columns that an import reads. Versions 2.x and 3.x agree in these.
 *
 * @param name also the name under which SQL sees it
 * @param files names below the data set's folder, without .csv or .csv.gz; the first that is there is taken
 * @param columns DuckDB type by name
 * @param kept condition of the rows that are copied; empty for all
 */
record SourceTable(String name, Set set, List<String> files, Map<String, String> columns, Optional<String> kept) {

    /** Place of a row in the whole table, from 0, where not all rows are copied. */
    private static final String PLACE = "source_row";

    /** The data set that it belongs to. */
    enum Set {
        CXR,
        IV,
        ED,
        NOTE
    }

    static final SourceTable METADATA =
            cxr("metadata", "dicom_id subject_id:BIGINT study_id:BIGINT ViewPosition StudyDate StudyTime");
    static final SourceTable SPLIT = cxr("split", "dicom_id split");
    static final SourceTable PATIENTS =
            iv("patients", "subject_id:BIGINT gender anchor_age:INTEGER anchor_year:INTEGER");
    static final SourceTable ADMISSIONS = iv(
            "admissions",
            "subject_id:BIGINT hadm_id:BIGINT admittime:TIMESTAMP dischtime:TIMESTAMP race edregtime:TIMESTAMP"
                    + " edouttime:TIMESTAMP");
    static final SourceTable LABEVENTS = iv(
            "labevents",
            "labevent_id:BIGINT subject_id:BIGINT itemid:INTEGER charttime:TIMESTAMP storetime:TIMESTAMP"
                    + " valuenum:DOUBLE valueuom");
    static final SourceTable OMR =
            iv("omr", "subject_id:BIGINT chartdate:DATE seq_num:INTEGER result_name result_value");
    static final SourceTable DRGCODES = iv("drgcodes", "subject_id:BIGINT hadm_id:BIGINT drg_type description");
    static final SourceTable ICUSTAYS =
            table("icustays", Set.IV, "icu", "subject_id:BIGINT stay_id:BIGINT intime:TIMESTAMP outtime:TIMESTAMP");
    /** What is no vital sign is not copied: the table has hundreds of millions of rows. */
    static final SourceTable CHARTEVENTS = table(
                    "chartevents",
                    Set.IV,
                    "icu",
                    "subject_id:BIGINT charttime:TIMESTAMP storetime:TIMESTAMP itemid:INTEGER valuenum:DOUBLE valueuom")
            .keeping("itemid IN (" + ChartCatalogue.items() + ")");

    static final SourceTable EDSTAYS = table(
            "edstays",
            Set.ED,
            "ed",
            "subject_id:BIGINT hadm_id:BIGINT stay_id:BIGINT intime:TIMESTAMP outtime:TIMESTAMP race");
    static final SourceTable TRIAGE =
            table("triage", Set.ED, "ed", "subject_id:BIGINT stay_id:BIGINT " + Vital.columns() + " acuity:DOUBLE");
    static final SourceTable VITALSIGN =
            table("vitalsign", Set.ED, "ed", "subject_id:BIGINT charttime:TIMESTAMP " + Vital.columns());

    /** Of reports only whose they are and when they were written: their text is never copied. */
    static final SourceTable RADIOLOGY =
            table("radiology", Set.NOTE, "note", "subject_id:BIGINT charttime:TIMESTAMP storetime:TIMESTAMP");

    /** The labels by one of the two labelers. */
    static SourceTable labels(String source) {
        SourceTable keys = cxr(source, "subject_id:BIGINT study_id:BIGINT");
        Map<String, String> columns = new LinkedHashMap<>(keys.columns());
        MimicPlanToml.TARGETS.forEach(target -> columns.put(target, "DOUBLE"));
        return new SourceTable("labels", Set.CXR, keys.files(), columns, Optional.empty());
    }

    private static SourceTable cxr(String name, String columns) {
        List<String> files = List.of("mimic-cxr-2.0.0-" + name, "mimic-cxr-2.1.0-" + name);
        return new SourceTable(name, Set.CXR, files, columns(columns), Optional.empty());
    }

    private static SourceTable iv(String name, String columns) {
        return table(name, Set.IV, "hosp", columns);
    }

    private static SourceTable table(String name, Set set, String folder, String columns) {
        return new SourceTable(name, set, List.of(folder + "/" + name, name), columns(columns), Optional.empty());
    }

    private SourceTable keeping(String condition) {
        return new SourceTable(name, set, files, columns, Optional.of(condition));
    }

    /** Where a database keeps it: hosp, icu, ed or note. */
    String schema() {
        return files.get(0).replaceFirst("/.*", "");
    }

    /** The query for a copy of it. */
    String rows(String selected, String relation) {
        String all = "SELECT " + selected + " FROM " + relation;
        return kept.map(condition -> "SELECT * FROM (SELECT *, row_number() OVER () - 1 AS " + PLACE + " FROM (" + all
                        + ")) WHERE " + condition)
                .orElse(all);
    }

    /** Makes its copy what SQL sees under its name, with each row's place in the table as {@code file_row_number}. */
    String view(Path copy) {
        String file = Desk.path(copy);
        return "CREATE VIEW " + name + " AS "
                + (kept.isPresent()
                        ? "SELECT * EXCLUDE (" + PLACE + "), " + PLACE + " AS file_row_number FROM read_parquet(" + file
                                + ")"
                        : "SELECT * FROM read_parquet(" + file + ", file_row_number = true)");
    }

    /** The same without any row, for a table that is not there. */
    String nothing() {
        return columns.entrySet().stream()
                .map(column -> "NULL::" + column.getValue() + " AS " + Desk.name(column.getKey()))
                .collect(Collectors.joining(
                        ", ", "CREATE VIEW " + name + " AS SELECT ", ", 0::BIGINT AS file_row_number WHERE false"));
    }

    private static Map<String, String> columns(String text) {
        Map<String, String> columns = new LinkedHashMap<>();
        Arrays.stream(text.split(" ")).forEach(column -> {
            int colon = column.indexOf(':');
            columns.put(
                    colon < 0 ? column : column.substring(0, colon),
                    colon < 0 ? "VARCHAR" : column.substring(colon + 1));
        });
        return columns;
    }
}
