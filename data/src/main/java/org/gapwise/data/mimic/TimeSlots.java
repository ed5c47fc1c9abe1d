package org.gapwise.data.mimic;

import org.gapwise.data.desk.Desk;

/**
 * Time cut into slots as long as a window. A value in the window of an image lies in the image's slot or in the one
 * before: an equality that a hash join can use, so that time grows with rows and not with rows times images of a
 * patient.
 */
record TimeSlots(int hours) {

    private static final long SECONDS = 3600;

    /** Makes a table of the slots in which values of a case may lie: case_no, subject_id, imaged, slot. */
    static TimeSlots of(Desk desk, String table, int hours) {
        TimeSlots slots = new TimeSlots(hours);
        desk.run("CREATE TABLE " + table + " AS SELECT case_no, subject_id, imaged, " + slots.of("imaged")
                + " - back AS slot FROM cases, (VALUES (0), (1)) b(back)");
        return slots;
    }

    /** The slot of a time. */
    String of(String time) {
        return "epoch(" + time + ")::BIGINT // " + hours * SECONDS;
    }

    /** When a row of events, with its slot and charttime, is in the window of a case of {@code s}. */
    String holding(String events) {
        return "s.subject_id = " + events + ".subject_id AND s.slot = " + events + ".slot AND " + events
                + ".charttime <= s.imaged AND " + events + ".charttime >= s.imaged - INTERVAL " + hours + " HOUR";
    }
}
