package org.gapwise.data.mimic;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of MIMIC, and those of its columns that an import reads. Versions 2.x and 3.x agree in these.
 *
 * @param name also the name under which SQL sees it
 * @param files names below the data set's folder, without .csv or .csv.gz; the first that is there is taken
 * @param columns DuckDB type by name
 */
record SourceTable(String name, Set set, List<String> files, Map<String, String> columns) {

    /** The data set that it belongs to. */
    enum Set {
        CXR,
        IV,
        ED
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
    static final SourceTable EDSTAYS = table(
            "edstays",
            Set.ED,
            "ed",
            "subject_id:BIGINT hadm_id:BIGINT stay_id:BIGINT intime:TIMESTAMP outtime:TIMESTAMP race");
    static final SourceTable TRIAGE =
            table("triage", Set.ED, "ed", "subject_id:BIGINT stay_id:BIGINT " + Vital.columns() + " acuity:DOUBLE");
    static final SourceTable VITALSIGN =
            table("vitalsign", Set.ED, "ed", "subject_id:BIGINT charttime:TIMESTAMP " + Vital.columns());

    /** The labels by one of the two labelers. */
    static SourceTable labels(String source) {
        SourceTable keys = cxr(source, "subject_id:BIGINT study_id:BIGINT");
        Map<String, String> columns = new LinkedHashMap<>(keys.columns());
        MimicPlanToml.TARGETS.forEach(target -> columns.put(target, "DOUBLE"));
        return new SourceTable("labels", Set.CXR, keys.files(), columns);
    }

    private static SourceTable cxr(String name, String columns) {
        List<String> files = List.of("mimic-cxr-2.0.0-" + name, "mimic-cxr-2.1.0-" + name);
        return new SourceTable(name, Set.CXR, files, columns(columns));
    }

    private static SourceTable iv(String name, String columns) {
        return table(name, Set.IV, "hosp", columns);
    }

    private static SourceTable table(String name, Set set, String folder, String columns) {
        return new SourceTable(name, set, List.of(folder + "/" + name, name), columns(columns));
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
