/**
 * Calibrated probabilities, prediction sets and operating thresholds, by label and by what was present; learned
 * elsewhere, applied here.
 */
@NullMarked
package org.gapwise.core.calibrate;

import org.jspecify.annotations.NullMarked;
