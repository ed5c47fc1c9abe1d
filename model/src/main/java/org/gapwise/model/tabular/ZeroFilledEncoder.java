package org.gapwise.model.tabular;

import java.util.Arrays;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.fusion.Encoder;
import org.gapwise.model.token.ModalityEncoder;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * As the authors released it (method 1.9, point 1): inside the joint model the table encoder sees zeros for what is
 * missing and masks nothing; only the fusion honours the mask. Kept for comparison.
 */
public final class ZeroFilledEncoder extends ModalityEncoder {

    private final String modality;
    private final int features;
    private final FeatureEmbedding embedding;
    private final Encoder encoder;

    public ZeroFilledEncoder(String modality, int features, FeatureEmbedding embedding, Encoder encoder) {
        this.modality = modality;
        this.features = features;
        this.embedding = layer("embedding", embedding);
        this.encoder = layer("encoder", encoder);
    }

    @Override
    public int slots() {
        return features;
    }

    @Override
    public Tokens forward(Batch batch, Pass pass) {
        TableBatch table = batch.table(modality);
        boolean[] all = new boolean[(int) table.present().count()];
        Arrays.fill(all, true);
        Tensor everything = Tensor.of(all, table.present().size(0), features);
        Tensor zeros = table.values().where(table.present(), Tensor.zeros(1));
        Tokens encoded = encoder.forward(embedding.forward(new TableBatch(zeros, everything)), pass);
        return Tokens.of(encoded.values(), table.present());
    }
}
