package org.gapwise.model.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.nn.BatchNorm2d;
import org.gapwise.nn.Conv2d;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.gapwise.nn.Window;

/** MobileNetV2 (Sandler et al. 2018) at width 1.0, under the names of torchvision. */
final class MobileNetV2 extends VisionEncoder {
    private static final int STRIDE = 32;

    private final Step stem;
    private final List<Block> blocks = new ArrayList<>();
    private final Step head;

    MobileNetV2(SplittableRandom random) {
        stem = new Step(new Conv2d.Shape(3, InvertedResidual.STEM, 3, Window.of(2, 1)), random);
        layer("features.0", stem);
        for (InvertedResidual form : InvertedResidual.all()) {
            blocks.add(layer("features." + (blocks.size() + 1), new Block(form, random)));
        }
        head = new Step(new Conv2d.Shape(InvertedResidual.LAST, InvertedResidual.HEAD, 1, Window.of(1, 0)), random);
        layer("features." + (blocks.size() + 1), head);
    }

    @Override
    public int channels() {
        return InvertedResidual.HEAD;
    }

    @Override
    public int gridSide(int imageSize) {
        return (imageSize + STRIDE - 1) / STRIDE;
    }

    @Override
    public Tensor grid(Tensor images, Pass pass) {
        Tensor x = Scope.tidy(() -> stem.apply(images.channelsLast(), pass));
        for (Block block : blocks) {
            x = block.apply(x, pass);
        }
        return head.apply(x, pass);
    }

    /** A convolution, its norm, and a ReLU that ends at six. */
    private static final class Step extends Layer {
        private final Conv2d convolution;
        private final BatchNorm2d norm;

        Step(Conv2d.Shape shape, SplittableRandom random) {
            convolution = layer("0", new Conv2d(shape, false, random));
            norm = layer("1", new BatchNorm2d(shape.out()));
        }

        Tensor apply(Tensor x, Pass pass) {
            return norm.apply(convolution.apply(x), pass).relu6();
        }
    }

    private static final class Block extends Layer {
        private final boolean adds;
        private final List<Step> steps = new ArrayList<>();
        private final Conv2d project;
        private final BatchNorm2d norm;

        Block(InvertedResidual form, SplittableRandom random) {
            adds = form.adds();
            int hidden = form.hidden();
            if (form.widens()) {
                steps.add(new Step(new Conv2d.Shape(form.in(), hidden, 1, Window.of(1, 0)), random));
            }
            Window neighbours = Window.of(form.stride(), 1).depthwise(hidden);
            steps.add(new Step(new Conv2d.Shape(hidden, hidden, 3, neighbours), random));
            layers("conv", steps);
            project = layer(
                    "conv." + steps.size(),
                    new Conv2d(new Conv2d.Shape(hidden, form.out(), 1, Window.of(1, 0)), false, random));
            norm = layer("conv." + (steps.size() + 1), new BatchNorm2d(form.out()));
        }

        Tensor apply(Tensor x, Pass pass) {
            return Scope.tidy(() -> {
                Tensor y = x;
                for (Step step : steps) {
                    y = step.apply(y, pass);
                }
                y = norm.apply(project.apply(y), pass);
                return adds ? x.plus(y) : y;
            });
        }
    }
}
