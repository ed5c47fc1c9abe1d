package org.gapwise.model;

import java.util.SplittableRandom;
import org.gapwise.core.schema.Schema;
import org.gapwise.nn.Tensor;

/** Every view is taught the annotations. */
final class PlainViewsNetwork extends ViewsNetwork {

    PlainViewsNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        super(schema, spec, random);
    }

    @Override
    Tensor targets(Tensor labels, Tensor whole) {
        return labels;
    }
}
