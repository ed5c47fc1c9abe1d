package org.gapwise.data.mimic;

import org.gapwise.data.desk.Desk;

/** Counts radiology reports of MIMIC-IV-Note; of what they say, nothing is read. */
final class Reports {

    private static final int HOURS = 12;

    /** MIMIC-IV-Note names no study: patient and time have to do. */
    static final String COUNTED = "radiology report of the patient within " + HOURS + " hours of the image";

    private Reports() {}

    static long count(Desk desk) {
        return desk.count("SELECT count(*) FROM cases c WHERE EXISTS (SELECT 1 FROM radiology r"
                + " WHERE r.subject_id = c.subject_id AND r.charttime BETWEEN c.imaged - INTERVAL " + HOURS
                + " HOUR AND c.imaged + INTERVAL " + HOURS + " HOUR)");
    }
}
