package org.gapwise.evaluate.explain;

import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Pixels;

/** A way to tell where in a picture an answer comes from. */
public interface PictureMap {

    /** For readers. */
    String method();

    /**
     * The map of a case that has the picture.
     *
     * @param baseline what stands for nothing to be seen, of the size that the model reads
     * @param grid cells of a side
     * @return {@code [grid][grid]}, positive where the picture speaks for the target
     */
    double[][] cells(Case one, String modality, String target, Pixels baseline, int grid);
}
