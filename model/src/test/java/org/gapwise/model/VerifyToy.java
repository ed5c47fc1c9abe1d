package org.gapwise.model;

import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;

/** The toy predictor for tests in other packages. */
public final class VerifyToy {

    private VerifyToy() {}

    public static ModelPredictor predictor(BlockStyle block, ReadoutForm readout, ModelSpec.Gaps gaps) {
        return Toy.predictor(Toy.spec(block, readout, gaps), 1);
    }
}
