package org.gapwise.core.schema;

/** One thing that can be absent as a whole. */
public sealed interface Modality permits TableModality, ImageModality {

    String name();
}
