package org.gapwise.model.image;

import org.gapwise.core.ConfigException;
import org.gapwise.model.vision.VisionEncoder;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** The pooled vector cut into C/D tokens (method 1.3). */
final class PooledCutter extends TokenCutter {

    private final int count;
    private final int width;

    PooledCutter(int channels, int width) {
        if (channels % width != 0) {
            throw new ConfigException(
                    "is " + width + ", and pooled image tokens need one that divides the vision encoder's " + channels
                            + " channels.",
                    "model.width",
                    "Change it, or set vision.tokens to \"projected\" or \"grid\".");
        }
        this.count = channels / width;
        this.width = width;
    }

    @Override
    int tokens() {
        return count;
    }

    @Override
    Tensor forward(VisionEncoder vision, Tensor images, Pass pass) {
        return vision.pooled(images, pass).reshape(images.size(0), count, width);
    }
}
