package org.gapwise.data.dicomweb;

/**
 * An image that a server says it has.
 *
 * @param modality as the server's index says; blank when it does not
 * @param view as the server's index says; blank when it does not
 */
public record FoundImage(String study, String series, String instance, String modality, String view) {}
