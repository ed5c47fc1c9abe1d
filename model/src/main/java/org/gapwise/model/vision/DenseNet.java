package org.gapwise.model.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.nn.BatchNorm2d;
import org.gapwise.nn.Conv2d;
import org.gapwise.nn.Functional;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.gapwise.nn.Window;

/** DenseNet-121 (Huang et al. 2017), the usual encoder of chest X-rays, under the names of torchvision. */
final class DenseNet extends VisionEncoder {
    private static final int[] BLOCKS = {6, 12, 24, 16};
    private static final int START = 64;
    private static final int GROWTH = 32;
    private static final int NARROW = 4 * GROWTH;

    private final Conv2d stem;
    private final BatchNorm2d stemNorm;
    private final List<List<Dense>> blocks = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final BatchNorm2d norm;
    private final int channels;

    DenseNet(SplittableRandom random) {
        stem = layer("features.conv0", convolution(random, 3, START, 7, 2));
        stemNorm = layer("features.norm0", new BatchNorm2d(START));
        int width = START;
        for (int b = 1; b <= BLOCKS.length; b++) {
            List<Dense> block = new ArrayList<>();
            for (int i = 1; i <= BLOCKS[b - 1]; i++) {
                block.add(layer("features.denseblock" + b + ".denselayer" + i, new Dense(width, random)));
                width += GROWTH;
            }
            blocks.add(block);
            if (b < BLOCKS.length) {
                transitions.add(layer("features.transition" + b, new Transition(width, random)));
                width /= 2;
            }
        }
        norm = layer("features.norm5", new BatchNorm2d(width));
        channels = width;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int gridSide(int imageSize) {
        int quarter = (imageSize + 3) / 4;
        return quarter / 8;
    }

    @Override
    public Tensor grid(Tensor images, Pass pass) {
        Tensor x = Scope.tidy(() -> Functional.maxPool2d(
                stemNorm.apply(stem.apply(images.channelsLast()), pass).relu(), 3, Window.of(2, 1)));
        for (int b = 0; b < blocks.size(); b++) {
            for (Dense dense : blocks.get(b)) {
                x = dense.apply(x, pass);
            }
            if (b < transitions.size()) {
                x = transitions.get(b).apply(x, pass);
            }
        }
        return norm.apply(x, pass).relu();
    }

    private static Conv2d convolution(SplittableRandom random, int in, int out, int size, int stride) {
        return new Conv2d(new Conv2d.Shape(in, out, size, Window.of(stride, size / 2)), false, random);
    }

    /** Adds GROWTH channels to those it sees. */
    private static final class Dense extends Layer {
        private final BatchNorm2d norm1;
        private final Conv2d conv1;
        private final BatchNorm2d norm2;
        private final Conv2d conv2;

        Dense(int width, SplittableRandom random) {
            norm1 = layer("norm1", new BatchNorm2d(width));
            conv1 = layer("conv1", convolution(random, width, NARROW, 1, 1));
            norm2 = layer("norm2", new BatchNorm2d(NARROW));
            conv2 = layer("conv2", convolution(random, NARROW, GROWTH, 3, 1));
        }

        Tensor apply(Tensor x, Pass pass) {
            return Scope.tidy(() -> {
                Tensor narrow = conv1.apply(norm1.apply(x, pass).relu());
                Tensor fresh = conv2.apply(norm2.apply(narrow, pass).relu());
                return Tensor.concat(List.of(x, fresh), 1);
            });
        }
    }

    /** Halves channels, height and width. */
    private static final class Transition extends Layer {
        private final BatchNorm2d norm;
        private final Conv2d conv;

        Transition(int width, SplittableRandom random) {
            norm = layer("norm", new BatchNorm2d(width));
            conv = layer("conv", convolution(random, width, width / 2, 1, 1));
        }

        Tensor apply(Tensor x, Pass pass) {
            return Scope.tidy(
                    () -> Functional.avgPool2d(conv.apply(norm.apply(x, pass).relu()), 2, Window.of(2, 0)));
        }
    }
}
