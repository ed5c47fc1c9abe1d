package org.gapwise.data.mimic;

import java.util.List;
import org.gapwise.data.desk.Desk;

/** Diagnosis related groups of the linked admission, as the paper has them. They are known only after discharge. */
final class DrgGroups {

    static final String WARNING =
            "DRG groups are assigned at discharge, from what was found and done in the whole stay:"
                    + " they tell the answer. Results with them say nothing about use at the time of the image.";

    private DrgGroups() {}

    /** Makes the table {@code drg_list}: codes by case; gives the descriptions, the code of each its place from 1. */
    static List<String> run(Job job) {
        MimicPlan.Drg rules = job.plan().drg();
        Desk desk = job.desk();
        String text = "upper(trim(regexp_replace(description, '\\s+', ' ', 'g')))";
        String texts = rules.splitCommas() ? "trim(unnest(string_split(" + text + ", ',')))" : text;
        desk.run("CREATE TABLE drg AS SELECT DISTINCT * FROM (SELECT l.case_no, " + texts + " AS description"
                + " FROM link l JOIN drgcodes d USING (hadm_id) WHERE list_contains(" + Desk.texts(rules.types())
                + ", d.drg_type)) WHERE description <> ''");
        desk.run("CREATE TABLE drg_code AS SELECT description, row_number() OVER (ORDER BY description) AS code FROM"
                + " (SELECT description, count(*) AS n FROM drg GROUP BY description HAVING n >= " + rules.leastCases()
                + " ORDER BY n DESC, description LIMIT " + rules.most() + ")");
        desk.run("CREATE TABLE drg_list AS SELECT case_no, list(code) AS codes FROM drg LEFT JOIN drg_code"
                + " USING (description) GROUP BY case_no");
        job.warn(WARNING, "features = \"paper\"", "Take paper-no-drg, or clinical.");
        List<String> kept = desk.rows("SELECT description FROM drg_code ORDER BY code").stream()
                .map(row -> row.get(0))
                .toList();
        long rare = desk.count("SELECT count(DISTINCT description) FROM drg") - kept.size();
        if (rare > 0) {
            job.warn(
                    rare + " descriptions of groups are rare, or beyond the most frequent: left out.",
                    "drgcodes",
                    "See drg.least_cases and drg.most.");
        }
        return kept;
    }
}
