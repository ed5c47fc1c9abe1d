package org.gapwise.model.image;

import org.gapwise.model.batch.ImageBatch;
import org.gapwise.nn.Tensor;

/** Which cases have a picture, as a token mask. */
final class Presence {

    private Presence() {}

    /** {@code [B, T]}: all tokens of a case, or none. */
    static Tensor of(ImageBatch pictures, int batch, int tokens) {
        boolean[] there = new boolean[batch * tokens];
        for (long row : pictures.rows().toLongs()) {
            for (int t = 0; t < tokens; t++) {
                there[(int) row * tokens + t] = true;
            }
        }
        return Tensor.of(there, batch, tokens);
    }
}
