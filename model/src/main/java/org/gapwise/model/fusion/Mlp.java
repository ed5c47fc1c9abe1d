package org.gapwise.model.fusion;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Tensor;

/** Linear layers with ReLU between them: {@code [..., widths.first]} to {@code [..., widths.last]}. */
public final class Mlp extends Layer {

    private final List<Linear> steps;

    public Mlp(List<Integer> widths, SplittableRandom random) {
        steps = layers(
                "steps",
                IntStream.range(1, widths.size())
                        .mapToObj(i -> new Linear(widths.get(i - 1), widths.get(i), true, random))
                        .toList());
    }

    public Tensor apply(Tensor x) {
        Tensor y = steps.get(0).apply(x);
        for (Linear step : steps.subList(1, steps.size())) {
            y = step.apply(y.relu());
        }
        return y;
    }
}
