package org.gapwise.data.simulate.mimic;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gapwise.core.file.Sha256;
import org.gapwise.data.simulate.Visit;

/** The tables of the three data sets, open for writing. Headers are those of MIMIC-IV 2.2 and 3.1, which agree. */
final class Tree implements Closeable {

    static final String CXR = "mimic-cxr-jpg";
    static final String DICOM = "mimic-cxr";
    static final String IV = "mimic-iv";
    static final String ED = "mimic-iv-ed";
    static final String NOTE = "mimic-iv-note";

    private static final String IMAGES = CXR + "/mimic-cxr-2.0.0-";
    private static final String HOSP = IV + "/hosp/";
    private static final String LABELS = "subject_id,study_id," + String.join(",", Visit.labelNames());

    /** Headers by path, without the ending. */
    private static final Map<String, String> HEADERS = headers();

    private final Path root;
    private final List<CsvFile> open = new ArrayList<>();
    private final Map<String, CsvFile> tables = new LinkedHashMap<>();

    Tree(Path root) throws IOException {
        this.root = root;
        for (Map.Entry<String, String> table : HEADERS.entrySet()) {
            String path = table.getKey();
            String name = path.startsWith(IMAGES) ? path.substring(IMAGES.length()) : path.replaceAll(".*/", "");
            tables.put(name, file(path + ".csv.gz", table.getValue()));
        }
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(IMAGES + "chexpert", LABELS);
        headers.put(IMAGES + "negbio", LABELS);
        headers.put(IMAGES + "split", "dicom_id,study_id,subject_id,split");
        headers.put(
                IMAGES + "metadata",
                "dicom_id,subject_id,study_id,PerformedProcedureStepDescription,ViewPosition,Rows,Columns,StudyDate,"
                        + "StudyTime,ProcedureCodeSequence_CodeMeaning,ViewCodeSequence_CodeMeaning,"
                        + "PatientOrientationCodeSequence_CodeMeaning");
        hospital(headers);
        String period = ",intime,outtime,";
        headers.put(IV + "/icu/icustays", "subject_id,hadm_id,stay_id,first_careunit,last_careunit" + period + "los");
        headers.put(
                IV + "/icu/d_items",
                "itemid,label,abbreviation,linksto,category,unitname,param_type,lownormalvalue,highnormalvalue");
        headers.put(
                IV + "/icu/chartevents",
                "subject_id,hadm_id,stay_id,caregiver_id,charttime,storetime,itemid,value,valuenum,valueuom,warning");
        headers.put(
                ED + "/ed/edstays",
                "subject_id,hadm_id,stay_id" + period + "gender,race,arrival_transport,disposition");
        String vitals = String.join(",", VitalRows.NAMES);
        headers.put(ED + "/ed/triage", "subject_id,stay_id," + vitals + ",pain,acuity,chiefcomplaint");
        headers.put(ED + "/ed/vitalsign", "subject_id,stay_id,charttime," + vitals + ",rhythm,pain");
        headers.put(NOTE + "/note/radiology", "note_id,subject_id,hadm_id,note_type,note_seq,charttime,storetime,text");
        return headers;
    }

    private static void hospital(Map<String, String> headers) {
        headers.put(HOSP + "patients", "subject_id,gender,anchor_age,anchor_year,anchor_year_group,dod");
        headers.put(
                HOSP + "admissions",
                "subject_id,hadm_id,admittime,dischtime,deathtime,admission_type,admit_provider_id,admission_location,"
                        + "discharge_location,insurance,language,marital_status,race,edregtime,edouttime,"
                        + "hospital_expire_flag");
        headers.put(HOSP + "d_labitems", "itemid,label,fluid,category");
        headers.put(
                HOSP + "labevents",
                "labevent_id,subject_id,hadm_id,specimen_id,itemid,order_provider_id,charttime,storetime,value,valuenum,"
                        + "valueuom,ref_range_lower,ref_range_upper,flag,priority,comments");
        headers.put(HOSP + "omr", "subject_id,chartdate,seq_num,result_name,result_value");
        headers.put(HOSP + "drgcodes", "subject_id,hadm_id,drg_type,drg_code,description,drg_severity,drg_mortality");
    }

    /** Opens another file below the root. */
    CsvFile file(String path, String header) throws IOException {
        CsvFile file = new CsvFile(root.resolve(path), header);
        open.add(file);
        return file;
    }

    void row(String table, Object... cells) {
        CsvFile file = tables.get(table);
        if (file == null) {
            throw new IllegalArgumentException("no table " + table);
        }
        file.row(cells);
    }

    /** A file of a data set. */
    Path path(String set, String path) {
        return root.resolve(set).resolve(path);
    }

    @Override
    public void close() throws IOException {
        for (CsvFile file : open) {
            file.close();
        }
    }

    /** Writes SHA256SUMS.txt of each data set's tables, as PhysioNet ships them. */
    static void sum(Path root) throws IOException {
        for (String set : List.of(CXR, DICOM, IV, ED, NOTE)) {
            Path folder = root.resolve(set);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> walk = Files.walk(folder, 2)) {
                StringBuilder sums = new StringBuilder();
                walk.filter(file -> file.toString().endsWith(".csv.gz"))
                        .sorted()
                        .forEach(file -> sums.append(Sha256.of(file))
                                .append(' ')
                                .append(folder.relativize(file).toString().replace('\\', '/'))
                                .append('\n'));
                Files.writeString(folder.resolve("SHA256SUMS.txt"), sums, StandardCharsets.UTF_8);
            }
        }
    }
}
