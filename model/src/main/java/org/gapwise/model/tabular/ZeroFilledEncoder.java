package org.gapwise.model.tabular;

import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.fusion.Encoder;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;

/**
 * As the authors released it (method 1.9, point 1): inside the joint model the table encoder sees zeros for what is
 * missing and masks nothing; only the fusion honours the mask. Kept for comparison.
 */
public final class ZeroFilledEncoder extends TableEncoder {

    public ZeroFilledEncoder(String modality, int features, FeatureEmbedding embedding, Encoder encoder) {
        super(modality, features, embedding, encoder);
    }

    @Override
    public Tokens forward(Batch batch, Pass pass) {
        TableBatch table = batch.table(modality);
        return Tokens.of(filled(table, pass), table.present());
    }
}
