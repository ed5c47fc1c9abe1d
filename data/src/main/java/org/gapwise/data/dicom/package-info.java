/**
 * DICOM files (PS3.10): a small, hard reader of its own, because no library for it can be had from the public registry.
 * It keeps the few header fields that pictures need, never a name, a date or a free text (but as bytes where a report
 * has to repeat them: {@code SourceImage}), holds every length against
 * the bytes there are, and turns stored samples into 8-bit pixels as a viewer would show them. Public: {@code DicomFile},
 * {@code HeaderFacts}, {@code StoredPixels}, {@code SampleType}, {@code TransferSyntax}, {@code Photometric}.
 */
@NullMarked
package org.gapwise.data.dicom;

import org.jspecify.annotations.NullMarked;
