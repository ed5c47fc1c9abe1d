/**
 * From the directories as PhysioNet ships MIMIC-CXR-JPG, MIMIC-IV and MIMIC-IV-ED to a cohort that can be trained on.
 * Tables are proven whole, copied once to Parquet, and joined there by DuckDB within a limit of memory. Nothing later
 * than the image is linked to it; what was left out, and why, is counted.
 */
@NullMarked
package org.gapwise.data.mimic;

import org.jspecify.annotations.NullMarked;
