package org.gapwise.data.simulate.fhir;

import org.gapwise.data.simulate.SimulationPlan;

/**
 * What decides a simulated FHIR export.
 *
 * @param cohort number of studies, size of the pictures, seed
 * @param pictures whether pictures are drawn; without, their studies name them all the same
 */
public record FhirTreePlan(SimulationPlan cohort, boolean pictures) {

    long seed() {
        return cohort.seed();
    }
}
