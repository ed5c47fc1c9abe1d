package org.gapwise.data.fhir;

import java.util.Optional;

/**
 * A picture that lies in a Bundle itself.
 *
 * @param title as its sender wrote it
 * @param bytes of the file; not copied, do not change
 * @param source reference of the Media or DocumentReference, e.g. {@code Media/1}; empty when it has no name
 * @param entry number in the Bundle, from 1
 */
public record FhirPicture(Optional<String> title, byte[] bytes, Optional<String> source, long entry) {}
