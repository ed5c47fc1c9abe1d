package org.gapwise.data.table;

import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.data.image.ImageFault;

/** Finds the pictures that the cells of a table name, where they are not files of this machine. */
@FunctionalInterface
public interface Pictures {

    /**
     * The picture that a cell names; it need not be read yet.
     *
     * @param cell trimmed, and not one of the modality's ways to write "missing"
     * @param where file, row and column, for messages
     */
    ImageSource find(ImageModality modality, String cell, String where) throws ImageFault;
}
