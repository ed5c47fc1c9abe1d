/**
 * FHIR R4 in and out: a Bundle about one patient becomes a case, its answer a RiskAssessment and a DiagnosticReport, and
 * an error an OperationOutcome. Which code is which feature is known by whoever opens the models.
 */
@NullMarked
package org.gapwise.server.fhir;

import org.jspecify.annotations.NullMarked;
