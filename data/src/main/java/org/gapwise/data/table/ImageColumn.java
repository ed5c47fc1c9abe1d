package org.gapwise.data.table;

import java.util.Map;
import org.gapwise.core.cohort.ImageSource;

/** The pictures of one modality, by row. */
sealed interface ImageColumn permits ImageFiles, FoundImages {

    /** Puts the picture of a row under its modality's name, if there is one. */
    void into(int row, Map<String, ImageSource> images);
}
