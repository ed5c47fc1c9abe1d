/**
 * Pictures on disk: safe paths, checked decoding of PNG, JPEG and DICOM, one resize definition, and a memory-mapped
 * store of 8-bit thumbnails that is made once. A picture that cannot be read is a fault, never "missing". Public: {@code
 * ImageFile}, {@code ImageRoot}, {@code ImageStore}, {@code ImageFault}, {@code ImageCheck}, {@code
 * MissingFile}, {@code Resize}, {@code StoredCohort}.
 */
@NullMarked
package org.gapwise.data.image;

import org.jspecify.annotations.NullMarked;
