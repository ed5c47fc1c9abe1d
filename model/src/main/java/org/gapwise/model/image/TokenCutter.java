package org.gapwise.model.image;

import org.gapwise.model.vision.VisionEncoder;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** From pictures to the tokens of a picture. */
abstract class TokenCutter extends Layer {

    abstract int tokens();

    /** @return {@code [N, count, D]} */
    abstract Tensor forward(VisionEncoder vision, Tensor images, Pass pass);
}
