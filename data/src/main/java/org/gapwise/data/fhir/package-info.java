/**
 * From FHIR R4 to a cohort, and from a Bundle of one patient to a case: Patient, Encounter, ImagingStudy, Observation
 * and DiagnosticReport. Resources of a patient are brought together, in a Bundle by its own, in an export by DuckDB
 * within a limit of memory, and then read by the same code. Nothing later than the case is used, a unit that is not
 * listed is not guessed, and what was left out is counted.
 */
@NullMarked
package org.gapwise.data.fhir;

import org.jspecify.annotations.NullMarked;
