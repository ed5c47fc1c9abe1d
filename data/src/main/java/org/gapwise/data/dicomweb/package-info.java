/**
 * A client of DICOMweb (PS3.18): finds a study's images, fetches them, and stores a report beside them. What a server
 * sends is taken for hostile: capped in size and time, never redirected, and held against what was asked. Public:
 * {@code DicomWeb}, {@code Pacs}, {@code FoundImage}.
 */
@NullMarked
package org.gapwise.data.dicomweb;

import org.jspecify.annotations.NullMarked;
