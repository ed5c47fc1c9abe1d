package org.gapwise.model;

import java.util.SplittableRandom;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.loss.MaskedLoss;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * The fusion network, trained under several views of each batch at once: as it is, each modality alone, and without each
 * modality. Encoders, which cost most, run once, and the fusion once on all views side by side, each case once in each
 * view that changes it. So every modality has to tell what it knows by itself in every step, and none can lean on another
 * that learns faster. It answers as the fusion network does.
 */
abstract sealed class ViewsNetwork extends FusionNetwork permits PlainViewsNetwork, DistilledViewsNetwork {

    ViewsNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        super(schema, spec, random);
    }

    /** The mean over the views in which any case is annotated. */
    @Override
    public Tensor share(Batch part, Pass pass, UncertainPolicy uncertain, Tensor counts) {
        Views views = views(part);
        Tensor logits = fused(rows(views, part, pass), views.pass(pass));
        Tensor taught = views.targets(part.labels(), targets(part.labels(), views.whole(logits)));
        double annotated = counts.sum(false, 1).gt(0).toFloat().sum().item();
        return MaskedLoss.shares(logits, taught, uncertain, counts, views.of()).times(1 / Math.max(1, annotated));
    }

    /** How it looks at a batch. */
    Views views(Batch batch) {
        return Views.of(found(batch));
    }

    /** What the views leave of the tokens of all modalities, by row. */
    Tokens rows(Views views, Batch part, Pass pass) {
        return views.rows(marked(part, pass));
    }

    /**
     * What a view that lost something is taught.
     *
     * @param labels {@code [B, L]}, the annotations
     * @param whole {@code [B, L]}, the logits of the batch as it is
     * @return {@code [B, L]}, with the labels' marks where nothing is taught
     */
    abstract Tensor targets(Tensor labels, Tensor whole);

    /** {@code [V, L]}: annotated cases by view and label, the batch as it is first. */
    @Override
    public Tensor counts(Batch batch, UncertainPolicy uncertain) {
        return MaskedLoss.counts(batch.labels(), uncertain, views(batch).among());
    }
}
