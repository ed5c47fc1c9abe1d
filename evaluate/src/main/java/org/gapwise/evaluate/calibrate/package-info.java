/** Learns calibration, prediction sets and operating thresholds from a predictor's answers, and audits subgroups. */
@NullMarked
package org.gapwise.evaluate.calibrate;

import org.jspecify.annotations.NullMarked;
