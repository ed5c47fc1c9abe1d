/**
 * Answers as DICOM Structured Reports: a content tree of coded items (PS3.3, C.17.3) after template TID 1500 of PS3.16, in
 * a Part 10 file of the Comprehensive SR class. Public: {@code StructuredReport}, {@code ReportModel}.
 */
@NullMarked
package org.gapwise.data.sr;

import org.jspecify.annotations.NullMarked;
