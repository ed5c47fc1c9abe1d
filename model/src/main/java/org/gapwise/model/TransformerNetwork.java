package org.gapwise.model;

import java.util.SplittableRandom;
import org.gapwise.core.schema.Schema;

/** The fusion network, trained on each batch as it comes: the method. */
final class TransformerNetwork extends FusionNetwork {

    TransformerNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        super(schema, spec, random);
    }
}
