package org.gapwise.data.mimic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gapwise.core.schema.Range;
import org.gapwise.data.clinical.ClinicalFeatures;
import org.gapwise.data.desk.Desk;

/**
 * Collects what was measured before the image and chooses the last of each. A row of {@code hit} is a value of a case
 * within the window, with the reason why it must not be used, if there is one; a row of {@code value} is one that is.
 */
final class Measurements {

    /** Of body measures: date of a visit, no time. */
    private static final String BODY = "omr";

    /** What the ED wrote in the same minute comes before. */
    private static final int CHARTED = 2;

    private final Job job;
    private final Desk desk;
    private final MimicPlan plan;

    private Measurements(Job job) {
        this.job = job;
        this.desk = job.desk();
        this.plan = job.plan();
    }

    /** Makes the table {@code value}, and gives what was left out. */
    static List<Unused> run(Job job) {
        Measurements all = new Measurements(job);
        all.desk.run("CREATE TABLE hit (case_no BIGINT, feature VARCHAR, number DOUBLE, taken TIMESTAMP,"
                + " known TIMESTAMP, source VARCHAR, row BIGINT, preferred BIGINT, id BIGINT, fault VARCHAR)");
        if (job.plan().isClinical()) {
            all.vitals();
            all.body();
            all.labs();
        } else {
            all.triageOfStay();
        }
        List<Unused> unused = all.unused();
        all.choose();
        return unused;
    }

    /** Values within their window that were not used. */
    record Unused(String source, String feature, String reason, long count, long firstRow) {}

    private void vitals() {
        String triage = "SELECT t.subject_id, s.intime AS taken, 'triage' AS source, 0 AS preferred,"
                + " t.file_row_number AS row, " + names("t.") + ", t.acuity FROM triage t JOIN edstays s"
                + " USING (stay_id)";
        String later = "SELECT subject_id, charttime AS taken, 'vitalsign' AS source, 1 AS preferred,"
                + " file_row_number AS row, " + names("") + ", NULL AS acuity FROM vitalsign";
        String rows = plan.vitals().source().equals("triage") ? triage : triage + " UNION ALL " + later;
        desk.run("CREATE TABLE vital AS SELECT c.case_no, v.* FROM cases c JOIN (" + rows + ") v"
                + " ON v.subject_id = c.subject_id AND v.taken <= c.imaged AND v.taken >= c.imaged - INTERVAL "
                + plan.vitals().windowHours() + " HOUR");
        for (Vital vital : Vital.ALL) {
            insertVital(vital.name(), vital.harmonized(), vital.range(), "vital");
        }
        insertVital("acuity", "acuity", Vital.ACUITY, "vital");
        if (plan.wantsCharts()) {
            ChartedVitals.collect(job, CHARTED, implausible("number", "low", "high"));
        }
    }

    /** The triage of the linked stay, whenever in it the image was taken, in the units of the table. */
    private void triageOfStay() {
        desk.run("CREATE TABLE vital AS SELECT l.case_no, t.*, l.ed_since AS taken, 'triage' AS source,"
                + " 0 AS preferred, t.file_row_number AS row FROM link l JOIN triage t ON t.stay_id = l.ed_stay_id");
        for (Vital vital : Vital.ALL) {
            Range range = vital.name().equals("temperature") ? Vital.FAHRENHEIT : vital.range();
            insertVital(vital.name(), vital.fahrenheit(), range, "vital");
        }
    }

    private static String names(String prefix) {
        return Vital.ALL.stream().map(vital -> prefix + vital.name()).collect(Collectors.joining(", "));
    }

    private void insertVital(String name, String number, Range range, String table) {
        desk.run("INSERT INTO hit SELECT case_no, " + Desk.text(name) + ", number, taken, taken, source, row + 1,"
                + " preferred, row, " + implausible("number", range) + " FROM (SELECT *, round(" + number
                + ", 4) AS number FROM " + table + ") WHERE number IS NOT NULL");
    }

    /** What an outpatient clinic measured on a day before; on the same day nobody can tell which came first. */
    private void body() {
        insertBody("height", "Height (Inches)", "2.54", ClinicalFeatures.range("height"));
        insertBody("weight", "Weight (Lbs)", "0.45359237", ClinicalFeatures.range("weight"));
        insertBody("bmi", "BMI (kg/m2)", "1", ClinicalFeatures.range("bmi"));
    }

    private void insertBody(String name, String result, String factor, Range range) {
        desk.run("INSERT INTO hit SELECT case_no, " + Desk.text(name) + ", number, taken, taken + INTERVAL 1 DAY, '"
                + BODY + "', row + 1, seq_num, row, CASE WHEN number IS NULL THEN 'no number' ELSE "
                + implausible("number", range) + " END FROM (SELECT c.case_no, o.seq_num, o.file_row_number AS row,"
                + " CAST(o.chartdate AS TIMESTAMP) AS taken,"
                + " round(try_cast(o.result_value AS DOUBLE) * " + factor + ", 4) AS number FROM cases c JOIN omr o"
                + " ON o.subject_id = c.subject_id AND o.result_name = " + Desk.text(result)
                + " AND o.chartdate < CAST(c.imaged AS DATE) AND o.chartdate >= CAST(c.imaged AS DATE) - "
                + plan.body().windowDays() + ")");
    }

    private void labs() {
        if (plan.labs().items().isEmpty()) {
            return;
        }
        catalogue(LabCatalogue.of(plan.labs().items()));
        TimeSlots slots = TimeSlots.of(desk, "lab_slot", plan.labs().windowHours());
        boolean filed = plan.labs().knownBy().equals("storetime");
        String known = filed ? "storetime" : "charttime";
        String late = filed
                ? "WHEN storetime IS NULL THEN 'no time of filing' WHEN storetime > imaged THEN 'filed after the image' "
                : "";
        desk.run("INSERT INTO hit SELECT case_no, feature, number, charttime, " + known + ", 'labevents', row + 1,"
                + " epoch(storetime)::BIGINT, labevent_id, CASE " + late
                + "WHEN valuenum IS NULL THEN 'no number' WHEN factor IS NULL THEN 'unknown unit' ELSE "
                + implausible("number", "low", "high") + " END FROM (SELECT s.case_no, s.imaged, l.*, u.factor,"
                + " round(l.valuenum * u.factor, 4) AS number FROM (SELECT e.*, e.file_row_number AS row, i.feature,"
                + " i.low, i.high, " + slots.of("e.charttime") + " AS slot FROM labevents e JOIN lab_item i"
                + " USING (itemid)) l JOIN lab_slot s ON " + slots.holding("l")
                + " LEFT JOIN lab_unit u ON u.feature = l.feature"
                + " AND u.unit = coalesce(lower(trim(l.valueuom)), ''))");
    }

    private void catalogue(List<LabCatalogue.Lab> labs) {
        List<String> items = new ArrayList<>();
        List<String> units = new ArrayList<>();
        for (LabCatalogue.Lab lab : labs) {
            lab.items()
                    .forEach(item -> items.add("(" + item + ", " + Desk.text(lab.name()) + ", "
                            + lab.range().low() + ", " + lab.range().high() + ")"));
            lab.factors()
                    .forEach((unit, factor) ->
                            units.add("(" + Desk.text(lab.name()) + ", " + Desk.text(unit) + ", " + factor + ")"));
        }
        desk.run("CREATE TABLE lab_item AS FROM (VALUES " + String.join(", ", items)
                + ") t(itemid, feature, low, high)");
        desk.run("CREATE TABLE lab_unit AS FROM (VALUES " + String.join(", ", units) + ") t(feature, unit, factor)");
    }

    private String implausible(String number, Range range) {
        return implausible(number, String.valueOf(range.low()), String.valueOf(range.high()));
    }

    private String implausible(String number, String low, String high) {
        return plan.values().implausible().equals("drop")
                ? "CASE WHEN " + number + " < " + low + " OR " + number + " > " + high + " THEN 'implausible' END"
                : "NULL";
    }

    private List<Unused> unused() {
        List<Unused> unused = new ArrayList<>();
        desk.each(
                "SELECT source, feature, fault, count(*), min(row) FROM hit WHERE fault IS NOT NULL"
                        + " GROUP BY ALL ORDER BY ALL",
                row -> unused.add(new Unused(
                        row.get(0), row.get(1), row.get(2), Long.parseLong(row.get(3)), Long.parseLong(row.get(4)))));
        unused.stream()
                .filter(u -> u.reason().equals("implausible") || u.reason().equals("unknown unit"))
                .forEach(u -> job.warn(
                        u.count() + " values of " + u.feature() + " were not used: " + u.reason() + ".",
                        u.source() + ", first in row " + u.firstRow(),
                        "See the catalogue in docs/format/import.md."));
        return unused;
    }

    private void choose() {
        desk.run("CREATE TABLE reading AS SELECT case_no, feature, number, taken, known, source, row FROM hit"
                + " WHERE fault IS NULL QUALIFY row_number() OVER (PARTITION BY case_no, feature"
                + " ORDER BY taken DESC, preferred DESC NULLS LAST, id DESC) = 1");
        desk.run("DROP TABLE hit");
        long later = desk.count(
                "SELECT count(*) FROM reading JOIN cases USING (case_no) WHERE taken > imaged OR known > imaged");
        if (later > 0) {
            throw new IllegalStateException(later + " values are later than their image");
        }
    }
}
