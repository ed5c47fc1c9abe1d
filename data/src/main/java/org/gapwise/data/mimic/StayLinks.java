package org.gapwise.data.mimic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.data.clinical.Flow;
import org.gapwise.data.desk.Desk;

/**
 * Says where the patient was when the image was taken. Of several stays that hold the time, the one that began last
 * counts. Nothing of a stay that began later is used but its number.
 */
final class StayLinks {

    /** Told in reports. */
    static final String RULE =
            "An image belongs to the admission, ED stay and ICU stay of its patient whose time holds the image's, ends"
                    + " included; of several to the one that began last. Without an admission at that time, it belongs to the one"
                    + " that its ED stay led to. Without an ED stay at that time, it belongs to the one that led to its admission."
                    + " The place is ICU, else ED, else ward.";

    private final Job job;
    private final Desk desk;

    private StayLinks(Job job) {
        this.job = job;
        this.desk = job.desk();
    }

    /** Makes the table {@code link}, and gives its counts by name. */
    static Map<String, Long> run(Job job) {
        StayLinks links = new StayLinks(job);
        links.holding("in_admission", "admissions", "hadm_id", List.of("admittime", "dischtime"));
        links.holding("in_ed", "edstays", "stay_id", List.of("intime", "outtime"));
        links.holding("in_icu", "icustays", "stay_id", List.of("intime", "outtime"));
        links.indirect();
        links.link();
        links.require();
        return links.counts();
    }

    private void holding(String table, String stays, String key, List<String> period) {
        desk.run("CREATE TABLE " + table + " AS SELECT c.case_no, s." + key + " AS id, s." + period.get(0)
                + " AS since, count(*) OVER (PARTITION BY c.case_no) AS several"
                + " FROM cases c JOIN " + stays + " s ON s.subject_id = c.subject_id AND s." + period.get(0)
                + " <= c.imaged AND c.imaged <= s." + period.get(1)
                + " QUALIFY row_number() OVER (PARTITION BY c.case_no ORDER BY s." + period.get(0) + " DESC, s."
                + key + " DESC) = 1");
    }

    private void indirect() {
        desk.run("CREATE TABLE registered AS SELECT c.case_no, a.hadm_id AS id FROM cases c JOIN admissions a"
                + " ON a.subject_id = c.subject_id AND a.edregtime <= c.imaged AND c.imaged < a.admittime"
                + " AND c.imaged <= a.edouttime"
                + " QUALIFY row_number() OVER (PARTITION BY c.case_no ORDER BY a.edregtime DESC, a.hadm_id DESC) = 1");
        desk.run("CREATE TABLE led_to AS SELECT e.case_no, s.hadm_id AS id FROM in_ed e JOIN edstays s"
                + " ON s.stay_id = e.id WHERE s.hadm_id IS NOT NULL"
                + " UNION ALL SELECT case_no, id FROM registered ANTI JOIN in_ed USING (case_no)");
        desk.run("CREATE TABLE came_through AS SELECT a.case_no, s.stay_id AS id, s.intime AS since"
                + " FROM in_admission a JOIN cases c USING (case_no) JOIN edstays s ON s.hadm_id = a.id"
                + " AND s.subject_id = c.subject_id AND s.intime <= c.imaged"
                + " QUALIFY row_number() OVER (PARTITION BY a.case_no ORDER BY s.intime DESC, s.stay_id DESC) = 1");
    }

    private void link() {
        desk.run("CREATE TABLE link AS SELECT c.case_no, coalesce(a.id, l.id) AS hadm_id,"
                + " CASE WHEN a.id IS NOT NULL THEN 'during' WHEN l.id IS NOT NULL THEN 'its ED stay led to it' END"
                + " AS hadm_how, coalesce(e.id, t.id) AS ed_stay_id, coalesce(e.since, t.since) AS ed_since,"
                + " CASE WHEN e.id IS NOT NULL THEN 'during' WHEN t.id IS NOT NULL THEN 'it led to the admission' END"
                + " AS ed_how, i.id AS icu_stay_id,"
                + " CASE WHEN i.id IS NOT NULL THEN 'ICU' WHEN e.id IS NOT NULL OR (r.id IS NOT NULL AND a.id IS NULL)"
                + " THEN 'ED' WHEN a.id IS NOT NULL THEN 'ward' END AS place,"
                + " coalesce(a.several, 1) > 1 OR coalesce(e.several, 1) > 1 OR coalesce(i.several, 1) > 1 AS several"
                + " FROM cases c LEFT JOIN in_admission a USING (case_no) LEFT JOIN led_to l USING (case_no)"
                + " LEFT JOIN in_ed e USING (case_no) LEFT JOIN came_through t USING (case_no)"
                + " LEFT JOIN in_icu i USING (case_no) LEFT JOIN registered r USING (case_no)");
    }

    private void require() {
        String wanted =
                switch (job.plan().link().require()) {
                    case "any" -> "place IS NOT NULL";
                    case "admission" -> "hadm_id IS NOT NULL";
                    case "ed" -> "ed_stay_id IS NOT NULL";
                    case "icu" -> "icu_stay_id IS NOT NULL";
                    default -> "true";
                };
        String without = "SELECT case_no FROM link WHERE NOT (" + wanted + ")";
        long count = desk.count("SELECT count(*) FROM (" + without + ")");
        desk.run("DELETE FROM cases WHERE case_no IN (" + without + ")");
        desk.run("DELETE FROM link WHERE NOT (" + wanted + ")");
        String what = job.plan().link().require();
        job.step(
                what.equals("nothing") ? "Cohort" : "Cohort: linked to " + what.replace("any", "any stay"),
                "cases",
                new Flow.LeftOut("cases without such a link", count));
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        count(
                counts,
                "patient in patients",
                "case_no IN (SELECT case_no FROM cases SEMI JOIN patients USING (subject_id))");
        count(counts, "admission, image during it", "hadm_how = 'during'");
        count(counts, "admission, its ED stay led to it", "hadm_how = 'its ED stay led to it'");
        count(counts, "ED stay, image during it", "ed_how = 'during'");
        count(counts, "ED stay, it led to the admission", "ed_how = 'it led to the admission'");
        count(counts, "ICU stay, image during it", "icu_stay_id IS NOT NULL");
        count(counts, "place ED", "place = 'ED'");
        count(counts, "place ward", "place = 'ward'");
        count(counts, "place ICU", "place = 'ICU'");
        count(counts, "no place known", "place IS NULL");
        count(counts, "several stays of a kind held the image", "several");
        return counts;
    }

    private void count(Map<String, Long> counts, String name, String condition) {
        counts.put(name, desk.count("SELECT count(*) FROM link WHERE " + condition));
    }
}
