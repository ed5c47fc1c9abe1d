package org.gapwise.server.model;

import org.gapwise.core.cohort.ImageSource;

/** Decodes pictures that were sent. The server itself knows no format. */
@FunctionalInterface
public interface PictureReader {

    /**
     * Decodes at once; reading the picture later cannot fail. Bytes that are no picture, or one that is too large, are a
     * {@link org.gapwise.core.DataException}.
     *
     * @param where says in messages which picture it is
     */
    ImageSource read(byte[] bytes, String where);
}
