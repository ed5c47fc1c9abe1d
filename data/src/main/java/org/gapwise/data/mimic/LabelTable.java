package org.gapwise.data.mimic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gapwise.core.DataException;
import org.gapwise.data.desk.Desk;

/** Turns what a labeler wrote into targets, by the plan's rules for -1, blank and "No Finding". */
final class LabelTable {

    private static final String NO_FINDING = "No Finding";
    private static final String DEVICES = "Support Devices";

    private LabelTable() {}

    /** Counts of one target, by what it is. */
    record Count(String target, long positive, long negative, long uncertain, long blank) {}

    /** Makes the table {@code target}: one row a case. */
    static List<Count> run(Job job) {
        Desk desk = job.desk();
        check(desk);
        List<String> targets = job.plan().labels().targets();
        String columns = targets.stream()
                .map(target -> "CAST(" + rule(target, job.plan().labels()) + " AS INTEGER) AS " + Desk.name(target))
                .collect(Collectors.joining(", "));
        desk.run("CREATE TABLE target AS SELECT c.case_no, " + columns
                + " FROM cases c LEFT JOIN labels l USING (study_id)");
        long without = desk.count("SELECT count(DISTINCT study_id) FROM cases ANTI JOIN labels USING (study_id)");
        if (without > 0) {
            job.warn(
                    without + " studies have no row of labels: not annotated.",
                    job.plan().labels().source() + " of MIMIC-CXR",
                    "It is so for a few studies of the real data; more mean files of different versions.");
        }
        return counts(desk, targets);
    }

    private static void check(Desk desk) {
        long twice =
                desk.count("SELECT count(*) FROM (SELECT study_id FROM labels GROUP BY study_id HAVING count(*) > 1)");
        String known = MimicPlanToml.TARGETS.stream()
                .map(target -> Desk.name(target) + " NOT IN (1, 0, -1)")
                .collect(Collectors.joining(" OR "));
        long odd = desk.count("SELECT count(*) FROM labels WHERE " + known);
        if (twice + odd > 0) {
            throw new DataException(
                    twice + " studies have several rows, and " + odd
                            + " rows hold other labels than 1, 0, -1 or blank.",
                    "labels of MIMIC-CXR",
                    "Fetch the file again.");
        }
    }

    private static String rule(String target, MimicPlan.Labels rules) {
        String raw = "l." + Desk.name(target);
        String uncertain =
                switch (rules.uncertain()) {
                    case "blank" -> "NULL";
                    case "positive" -> "1";
                    case "negative" -> "0";
                    default -> "-1";
                };
        String blank = rules.blank().equals("negative") ? "0" : "NULL";
        String given = "CASE WHEN l.study_id IS NULL THEN NULL WHEN " + raw + " IS NULL THEN " + blank + " WHEN " + raw
                + " = -1 THEN " + uncertain + " ELSE " + raw + " END";
        if (!target.equals(NO_FINDING) || !rules.noFinding().equals("derived")) {
            return given;
        }
        String found = MimicPlanToml.TARGETS.stream()
                .filter(other -> !other.equals(NO_FINDING) && !other.equals(DEVICES))
                .map(other -> "coalesce(l." + Desk.name(other) + ", 0) = 1")
                .collect(Collectors.joining(" OR "));
        return "CASE WHEN " + found + " THEN 0 ELSE " + given + " END";
    }

    private static List<Count> counts(Desk desk, List<String> targets) {
        List<Count> counts = new ArrayList<>();
        Map<String, Long> by = new LinkedHashMap<>();
        for (String target : targets) {
            by.clear();
            desk.each(
                    "SELECT " + Desk.name(target) + ", count(*) FROM target GROUP BY 1",
                    row -> by.put(row.get(0), Long.parseLong(row.get(1))));
            counts.add(new Count(
                    target,
                    by.getOrDefault("1", 0L),
                    by.getOrDefault("0", 0L),
                    by.getOrDefault("-1", 0L),
                    by.getOrDefault("", 0L)));
        }
        return counts;
    }
}
