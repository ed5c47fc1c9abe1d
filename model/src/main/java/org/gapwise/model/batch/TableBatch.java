package org.gapwise.model.batch;

import org.gapwise.nn.Tensor;

/**
 * One table modality of a batch.
 *
 * @param values {@code [B, F]}; what stands where nothing is present is never read
 * @param present {@code [B, F]}, boolean
 */
public record TableBatch(Tensor values, Tensor present) {

    public TableBatch {
        assert values.rank() == 2 && present.rank() == 2 && values.size(1) == present.size(1) : values + " " + present;
    }
}
