package org.gapwise.model;

import java.util.SplittableRandom;
import org.gapwise.core.schema.Schema;
import org.gapwise.nn.Tensor;

/**
 * With self-distillation: what a case's partial views are taught is half its annotation and half what the
 * network itself says of everything the case has, which is the better guess of how sure one can be. No gradient flows
 * into what was said, and a label that nobody annotated still teaches nothing.
 *
 * <p>Soft targets are those of Hinton, Vinyals and Dean (2015), with the full view of the same step as the teacher.
 */
final class DistilledViewsNetwork extends ViewsNetwork {

    /** The teacher's share of a target. Of 0.3, 0.5, 0.7 and 1 the best one (docs/guide/choosing.md). */
    private static final double SAID = 0.5;

    DistilledViewsNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        super(schema, spec, random);
    }

    @Override
    Tensor targets(Tensor labels, Tensor whole) {
        Tensor said = whole.detach().toFloat().sigmoid();
        Tensor annotated = labels.gt(-0.5).toFloat();
        return labels.plus(said.minus(labels).times(SAID).times(annotated));
    }
}
