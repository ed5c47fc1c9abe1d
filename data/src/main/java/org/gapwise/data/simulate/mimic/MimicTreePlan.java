package org.gapwise.data.simulate.mimic;

import org.gapwise.core.ConfigException;
import org.gapwise.data.simulate.SimulationPlan;

/**
 * What decides a simulated MIMIC tree.
 *
 * @param cohort number of studies, size of the pictures, seed
 * @param pictures whether pictures are drawn; without, their metadata are written all the same
 * @param labRows least number of rows in labevents; 0 for no more than the features need
 * @param dicom share of the pictures that are written as DICOM, too
 */
public record MimicTreePlan(SimulationPlan cohort, boolean pictures, long labRows, double dicom) {

    static final int MOST_STUDIES = 5_000_000;

    public MimicTreePlan {
        if (cohort.cases() > MOST_STUDIES) {
            throw new ConfigException(
                    cohort.cases() + " studies have no study_id each.",
                    "cases",
                    "Ask for at most " + MOST_STUDIES + ".");
        }
        if (labRows < 0) {
            throw new ConfigException(labRows + " rows are no number of rows.", "lab rows", "Give 0 or more.");
        }
        if (!(dicom >= 0 && dicom <= 1)) {
            throw new ConfigException(dicom + " is no share.", "DICOM", "Give 0 to 1.");
        }
        if (dicom > 0 && !pictures) {
            throw new ConfigException("there are no pictures to write as DICOM.", "DICOM", "Leave one of them out.");
        }
    }

    long seed() {
        return cohort.seed();
    }

    /** Rows of labevents that no feature needs, for each study. */
    int fillersPerStudy() {
        return (int) Math.min(Integer.MAX_VALUE, (labRows + cohort.cases() - 1) / cohort.cases());
    }
}
