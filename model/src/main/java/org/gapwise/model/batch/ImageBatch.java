package org.gapwise.model.batch;

import org.gapwise.nn.Tensor;

/**
 * One image modality of a batch: only the pictures that are there.
 *
 * @param pixels {@code [N, 3, S, S]}, 0 to 1; N may be 0
 * @param rows {@code [N]}, long: the case each picture belongs to, rising
 */
public record ImageBatch(Tensor pixels, Tensor rows) {

    public ImageBatch {
        assert pixels.rank() == 4 && rows.rank() == 1 && pixels.size(0) == rows.size(0) : pixels + " " + rows;
    }

    public long count() {
        return rows.size(0);
    }
}
