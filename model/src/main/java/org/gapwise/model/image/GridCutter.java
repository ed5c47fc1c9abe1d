package org.gapwise.model.image;

import java.util.SplittableRandom;
import org.gapwise.model.vision.VisionEncoder;
import org.gapwise.nn.Init;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** One token a place of the feature grid, with a learnt position. */
final class GridCutter extends TokenCutter {

    private final int places;
    private final Linear projection;
    private final Tensor position;

    GridCutter(int channels, int side, int width, SplittableRandom random) {
        places = side * side;
        projection = layer("projection", new Linear(channels, width, true, random));
        position = parameter("position", Init.normal(random, 0.02, 1, places, width));
    }

    @Override
    int tokens() {
        return places;
    }

    @Override
    Tensor forward(VisionEncoder vision, Tensor images, Pass pass) {
        Tensor grid = vision.grid(images, pass).flatten(2).transpose(1, 2);
        return projection.apply(grid).plus(position);
    }
}
