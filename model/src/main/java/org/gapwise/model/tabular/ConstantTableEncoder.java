package org.gapwise.model.tabular;

import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.fusion.Encoder;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * Zeros stand for absent cells, zero vectors for the features of an absent table, and all of it counts as measured: the
 * baselines without a mask (method 1.9, point 10).
 */
public final class ConstantTableEncoder extends TableEncoder {

    public ConstantTableEncoder(String modality, int features, FeatureEmbedding embedding, Encoder encoder) {
        super(modality, features, embedding, encoder);
    }

    @Override
    public Tokens forward(Batch batch, Pass pass) {
        TableBatch table = batch.table(modality);
        Tensor any = table.present().toFloat().sum(true, 1).gt(0).toFloat();
        return Tokens.of(filled(table, pass).times(any.unsqueeze(2)), everywhere(table));
    }
}
