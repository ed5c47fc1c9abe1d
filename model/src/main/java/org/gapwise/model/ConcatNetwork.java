package org.gapwise.model;

import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.Mlp;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * The features of all encoders side by side into a multi-layer perceptron, zeros in the slots of absent tokens. Over
 * {@code gaps = "zeros"} this is the paper's baseline "Zeros" (method 4).
 */
final class ConcatNetwork extends JointNetwork {

    private final Mlp mlp;

    ConcatNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        super(schema, spec, random);
        int in = slots() * spec.size().width();
        mlp = layer("mlp", new Mlp(widths(in, schema.targets().size()), random));
    }

    /** The perceptron of the paper's baselines (method 4). */
    static List<Integer> widths(int in, int labels) {
        return List.of(in, 300, 300, 300, labels);
    }

    @Override
    public Tensor forward(Batch batch, Pass pass) {
        return mlp.apply(Tokens.concat(tokens(batch, pass)).cleared().flatten(1));
    }
}
