package org.gapwise.model.tabular;

import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.fusion.Encoder;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** The masked table encoder (method 1.2): features attend to features that are there. */
public final class TabularEncoder extends TableEncoder {

    public TabularEncoder(String modality, int features, FeatureEmbedding embedding, Encoder encoder) {
        super(modality, features, embedding, encoder);
    }

    @Override
    public Tokens forward(Batch batch, Pass pass) {
        TableBatch table = batch.table(modality);
        Rows rows = Rows.withAny(table.present());
        if (rows.none()) {
            return Tokens.of(Tensor.zeros(table.present().size(0), features, embedding.width()), table.present());
        }
        TableBatch there = new TableBatch(rows.take(table.values()), rows.take(table.present()));
        Tokens encoded = encoder.forwardPresent(embedding.forward(there), rows.pass(modality, pass));
        return Tokens.of(rows.give(encoded.cleared()), table.present());
    }
}
