package org.gapwise.model.vision;

import java.util.ArrayList;
import java.util.List;

/**
 * One row of table 2 in the MobileNetV2 paper (Sandler et al. 2018): the sizes of a block that widens its channels,
 * looks at neighbours channel by channel, and narrows again.
 */
record InvertedResidual(int in, int expansion, int out, int stride) {
    /** Expansion, channels, repeats and first stride of each stage. */
    private static final int[][] TABLE = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    static final int STEM = 32;
    static final int HEAD = 1280;
    static final int LAST = 320;

    /** The seventeen blocks at width 1.0. */
    static List<InvertedResidual> all() {
        List<InvertedResidual> all = new ArrayList<>();
        int in = STEM;
        for (int[] row : TABLE) {
            for (int i = 0; i < row[2]; i++) {
                all.add(new InvertedResidual(in, row[0], row[1], i == 0 ? row[3] : 1));
                in = row[1];
            }
        }
        return all;
    }

    int hidden() {
        return in * expansion;
    }

    boolean widens() {
        return expansion > 1;
    }

    boolean adds() {
        return stride == 1 && in == out;
    }
}
