/**
 * Simulated patients as a FHIR R4 bulk export: NDJSON files, packed and plain, with the traps of real ones (results
 * after the image or issued late, entered in error, in other or unknown units, without data). Beside them lie the
 * pictures as DICOM, an import.toml with the codes of the reports, and truth.csv: what an importer should find.
 */
@NullMarked
package org.gapwise.data.simulate.fhir;

import org.jspecify.annotations.NullMarked;
