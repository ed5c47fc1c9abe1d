package org.gapwise.data.mimic;

import java.util.List;
import org.gapwise.data.desk.Desk;

/** Who the patient is: age at the image, sex, and the race that the books named by then. */
final class Person {

    private static final List<String> UNKNOWN =
            List.of("UNKNOWN", "UNABLE TO OBTAIN", "PATIENT DECLINED TO ANSWER", "OTHER/UNKNOWN");

    /** The groups that MIMIC's 33 words fall into. */
    static final List<String> RACES = List.of("asian", "black", "hispanic", "other", "white");

    private Person() {}

    /** Makes the table {@code person}. */
    static void run(Job job) {
        Desk desk = job.desk();
        desk.run("CREATE TABLE named AS SELECT c.case_no, upper(trim(r.race)) AS race FROM cases c JOIN"
                + " (SELECT subject_id, race, admittime AS since, hadm_id AS id FROM admissions"
                + " UNION ALL SELECT subject_id, race, intime AS since, stay_id AS id FROM edstays) r"
                + " ON r.subject_id = c.subject_id AND r.since <= c.imaged AND r.race IS NOT NULL"
                + " AND NOT list_contains(" + Desk.texts(UNKNOWN) + ", upper(trim(r.race)))"
                + " QUALIFY row_number() OVER (PARTITION BY c.case_no ORDER BY r.since DESC, r.id DESC) = 1");
        boolean groups = job.plan().values().race().equals("groups");
        String age = job.plan().isClinical()
                ? "p.anchor_age + year(c.imaged) - p.anchor_year AS age"
                : "p.anchor_age AS anchor_age";
        desk.run("CREATE TABLE person AS SELECT c.case_no, " + age + ", p.gender AS "
                + (job.plan().isClinical() ? "sex" : "gender") + ", " + (groups ? group() : "n.race") + " AS race"
                + " FROM cases c LEFT JOIN patients p USING (subject_id) LEFT JOIN named n USING (case_no)");
    }

    private static String group() {
        return "CASE WHEN n.race LIKE 'WHITE%' OR n.race = 'PORTUGUESE' THEN 'white'"
                + " WHEN n.race LIKE 'BLACK%' THEN 'black' WHEN n.race LIKE 'ASIAN%' THEN 'asian'"
                + " WHEN n.race LIKE 'HISPANIC%' OR n.race = 'SOUTH AMERICAN' THEN 'hispanic'"
                + " WHEN n.race IS NOT NULL THEN 'other' END";
    }
}
