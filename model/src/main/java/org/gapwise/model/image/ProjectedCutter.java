package org.gapwise.model.image;

import java.util.SplittableRandom;
import org.gapwise.model.vision.VisionEncoder;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** The pooled vector through a linear layer, as one token. */
final class ProjectedCutter extends TokenCutter {

    private final Linear projection;

    ProjectedCutter(int channels, int width, SplittableRandom random) {
        projection = layer("projection", new Linear(channels, width, true, random));
    }

    @Override
    int tokens() {
        return 1;
    }

    @Override
    Tensor forward(VisionEncoder vision, Tensor images, Pass pass) {
        return projection.apply(vision.pooled(images, pass)).unsqueeze(1);
    }
}
