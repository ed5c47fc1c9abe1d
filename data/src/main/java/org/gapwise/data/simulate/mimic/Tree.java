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
    static final String IV = "mimic-iv";
    static final String ED = "mimic-iv-ed";

    private static final String CXR_NAME = CXR + "/mimic-cxr-2.0.0-";

    private final Path root;
    private final List<CsvFile> open = new ArrayList<>();
    private final Map<String, CsvFile> tables = new LinkedHashMap<>();

    Tree(Path root) throws IOException {
        this.root = root;
        String labels = "subject_id,study_id," + String.join(",", Visit.labelNames());
        cxr("chexpert", labels);
        cxr("negbio", labels);
        cxr("split", "dicom_id,study_id,subject_id,split");
        cxr(
                "metadata",
                "dicom_id,subject_id,study_id,PerformedProcedureStepDescription,ViewPosition,Rows,Columns,StudyDate,"
                        + "StudyTime,ProcedureCodeSequence_CodeMeaning,ViewCodeSequence_CodeMeaning,"
                        + "PatientOrientationCodeSequence_CodeMeaning");
        hosp("patients", "subject_id,gender,anchor_age,anchor_year,anchor_year_group,dod");
        hosp(
                "admissions",
                "subject_id,hadm_id,admittime,dischtime,deathtime,admission_type,admit_provider_id,admission_location,"
                        + "discharge_location,insurance,language,marital_status,race,edregtime,edouttime,"
                        + "hospital_expire_flag");
        hosp("d_labitems", "itemid,label,fluid,category");
        hosp(
                "labevents",
                "labevent_id,subject_id,hadm_id,specimen_id,itemid,order_provider_id,charttime,storetime,value,valuenum,"
                        + "valueuom,ref_range_lower,ref_range_upper,flag,priority,comments");
        hosp("omr", "subject_id,chartdate,seq_num,result_name,result_value");
        hosp("drgcodes", "subject_id,hadm_id,drg_type,drg_code,description,drg_severity,drg_mortality");
        table(
                "icustays",
                IV + "/icu/icustays",
                "subject_id,hadm_id,stay_id,first_careunit,last_careunit,intime,outtime,los");
        table(
                "d_items",
                IV + "/icu/d_items",
                "itemid,label,abbreviation,linksto,category,unitname,param_type,lownormalvalue,highnormalvalue");
        table(
                "edstays",
                ED + "/ed/edstays",
                "subject_id,hadm_id,stay_id,intime,outtime,gender,race,arrival_transport,disposition");
        table(
                "triage",
                ED + "/ed/triage",
                "subject_id,stay_id,temperature,heartrate,resprate,o2sat,sbp,dbp,pain,acuity,chiefcomplaint");
        table(
                "vitalsign",
                ED + "/ed/vitalsign",
                "subject_id,stay_id,charttime,temperature,heartrate,resprate,o2sat,sbp,dbp,rhythm,pain");
    }

    private void cxr(String name, String header) throws IOException {
        table(name, CXR_NAME + name, header);
    }

    private void hosp(String name, String header) throws IOException {
        table(name, IV + "/hosp/" + name, header);
    }

    private void table(String name, String path, String header) throws IOException {
        tables.put(name, file(path + ".csv.gz", header));
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

    Path picture(String path) {
        return root.resolve(CXR).resolve(path);
    }

    @Override
    public void close() throws IOException {
        for (CsvFile file : open) {
            file.close();
        }
    }

    /** Writes SHA256SUMS.txt of each data set's tables, as PhysioNet ships them. */
    static void sum(Path root) throws IOException {
        for (String set : List.of(CXR, IV, ED)) {
            Path folder = root.resolve(set);
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
