package org.gapwise.data.mimic;

import org.gapwise.data.desk.Desk;

/** Vital signs that an ICU charted, of the patient and within the window, whichever stay they belong to. */
final class ChartedVitals {

    private ChartedVitals() {}

    /**
     * Adds them to {@code hit}. A time of filing is written for most of them; a value that was filed after the image
     * was measured, but in no table yet. One without such a time counts as those of the ED do, which have none.
     *
     * @param trust above that of the ED's tables, for values of the same minute
     * @param implausible the SQL that finds a fault with a number, by its range
     */
    static void collect(Job job, int trust, String implausible) {
        Desk desk = job.desk();
        MimicPlan.Vitals rules = job.plan().vitals();
        ChartCatalogue.tables(desk, trust);
        TimeSlots slots = TimeSlots.of(desk, "chart_slot", rules.windowHours());
        boolean filed = rules.knownBy().equals("storetime");
        String late = filed ? "WHEN storetime > imaged THEN 'filed after the image' " : "";
        String known = filed ? "coalesce(storetime, charttime)" : "charttime";
        desk.run("INSERT INTO hit SELECT case_no, feature, number, charttime, " + known + ", 'chartevents', row + 1,"
                + " trust, row, CASE " + late + "WHEN valuenum IS NULL THEN 'no number' WHEN unit IS NULL"
                + " THEN 'unknown unit' ELSE " + implausible + " END FROM (SELECT s.case_no, s.imaged, e.*, u.unit,"
                + " round(CASE WHEN e.feature = 'temperature' THEN " + Vital.celsius("e.valuenum")
                + " ELSE e.valuenum END, 4) AS number FROM (SELECT c.*, c.file_row_number AS row, i.feature, i.low,"
                + " i.high, i.trust, " + slots.of("c.charttime") + " AS slot FROM chartevents c JOIN chart_item i"
                + " USING (itemid)) e JOIN chart_slot s ON " + slots.holding("e") + " LEFT JOIN chart_unit u"
                + " ON u.feature = e.feature AND u.unit = coalesce(lower(trim(e.valueuom)), ''))");
    }
}
