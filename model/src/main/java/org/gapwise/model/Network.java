package org.gapwise.model;

import org.gapwise.core.Seeds;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.loss.MaskedLoss;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.nn.Native;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** From a batch to logits. What is trained, stored and asked. */
public abstract class Network extends Trainee {

    /** The joint network over all modalities of a schema, with initial weights that the seed decides. */
    public static Network joint(Schema schema, ModelSpec spec, long seed) {
        Native.expect(spec.size().width());
        return spec.fusion().make(schema, spec, Seeds.of(seed, "weights"));
    }

    /** One encoder and a head; its encoder's weights stand under the same names as in the joint network. */
    public static Network unimodal(Modality modality, int labels, ModelSpec spec, long seed) {
        return new UnimodalNetwork(modality, labels, spec, Seeds.of(seed, "weights/" + modality.name()));
    }

    /** Logits {@code [B, L]}; finite also for a case about which nothing is known. */
    public abstract Tensor forward(Batch batch, Pass pass);

    /** How far the logits are from the labels; a network with aims of its own adds them. */
    @Override
    public Tensor share(Batch part, Pass pass, UncertainPolicy uncertain, Tensor counts) {
        return MaskedLoss.share(forward(part, pass), part.labels(), uncertain, counts);
    }

    @Override
    public Tensor counts(Batch batch, UncertainPolicy uncertain) {
        return MaskedLoss.counts(batch.labels(), uncertain);
    }

    @Override
    public boolean isDivisible() {
        return true;
    }
}
