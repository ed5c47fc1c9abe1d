package org.gapwise.model;

import java.util.SplittableRandom;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.Mlp;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * The largest value of each feature over the tokens of all modalities, absent ones as zeros, into a multi-layer
 * perceptron. Over {@code gaps = "zeros"} this is the paper's baseline "Max Pooling" (method 4).
 */
final class MaxNetwork extends JointNetwork {

    private final Mlp mlp;

    MaxNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        super(schema, spec, random);
        int labels = schema.targets().size();
        mlp = layer("mlp", new Mlp(ConcatNetwork.widths(spec.size().width(), labels), random));
    }

    @Override
    public Tensor forward(Batch batch, Pass pass) {
        return mlp.apply(Tokens.concat(tokens(batch, pass)).cleared().max(1));
    }
}
