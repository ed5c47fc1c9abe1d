/**
 * Cohorts from tables. A file is proven whole before it is believed (gzip checksum, SHA256SUMS, text encoding, shape),
 * then its cells become cases by the schema; what does not fit is reported with row and column, all of it at once, and
 * nothing is guessed or filled in. Public: {@code TableCohort}, {@code TableReading}, {@code TableSource}, {@code
 * TargetCheck}, and {@code Table}, {@code TableFile}, {@code Cell}, {@code TableLimits} and {@code Findings} for
 * those who want the bare cells; {@code Stretch}, {@code StretchReader} and {@code
 * Pictures} for tables that are not files of this machine.
 */
@NullMarked
package org.gapwise.data.table;

import org.jspecify.annotations.NullMarked;
