/**
 * Simulated patients in the shape of MIMIC-CXR, MIMIC-IV, MIMIC-IV-ED and MIMIC-IV-Note: real file names, headers and codings, with
 * the traps of real tables (values after the image, results filed late, other units, impossible numbers). Beside the
 * tables lies truth.csv: what an importer should find for each study by its default choices.
 */
@NullMarked
package org.gapwise.data.simulate.mimic;

import org.jspecify.annotations.NullMarked;
