package org.gapwise.model.tabular;

import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.fusion.Encoder;
import org.gapwise.model.token.ModalityEncoder;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** What encoders of tables share: a token a feature, and blocks over them. */
abstract class TableEncoder extends ModalityEncoder {

    final String modality;
    final int features;
    final FeatureEmbedding embedding;
    final Encoder encoder;

    TableEncoder(String modality, int features, FeatureEmbedding embedding, Encoder encoder) {
        this.modality = modality;
        this.features = features;
        this.embedding = layer("embedding", embedding);
        this.encoder = layer("encoder", encoder);
    }

    @Override
    public final int slots() {
        return features;
    }

    /** {@code [B, F, D]} with zeros for what is absent and nothing masked. */
    final Tensor filled(TableBatch table, Pass pass) {
        Tensor zeros = table.values().where(table.present(), Tensor.zeros(1));
        return encoder.forward(embedding.forward(new TableBatch(zeros, everywhere(table))), pass.part(modality))
                .values();
    }

    /** {@code [B, F]}, all true. */
    static Tensor everywhere(TableBatch table) {
        return table.present().or(table.present().not());
    }
}
