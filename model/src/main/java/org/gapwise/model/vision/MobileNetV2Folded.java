package org.gapwise.model.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.nn.Conv2d;
import org.gapwise.nn.Functional;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Margin;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.gapwise.nn.Window;

/**
 * MobileNetV2 as TensorFlow Lite files hold it: batch norm folded into the convolutions, and padding of an even image
 * below and to the right when the stride is two. Without batch norm it can be fine-tuned on any number of images.
 */
final class MobileNetV2Folded extends VisionEncoder {
    private static final int STRIDE = 32;

    private final Conv2d stem;
    private final List<Block> blocks = new ArrayList<>();
    private final Conv2d head;

    MobileNetV2Folded(SplittableRandom random) {
        stem = layer("stem", convolution(random, 3, InvertedResidual.STEM, 3, 2));
        for (InvertedResidual form : InvertedResidual.all()) {
            blocks.add(new Block(form, random));
        }
        layers("blocks", blocks);
        head = layer("head", convolution(random, InvertedResidual.LAST, InvertedResidual.HEAD, 1, 1));
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
        Tensor x =
                Scope.tidy(() -> stem.apply(paddedForTwo(images.channelsLast())).relu6());
        for (Block block : blocks) {
            x = block.apply(x);
        }
        return head.apply(x).relu6();
    }

    /** What a 3 x 3 convolution of stride two needs around an image so that it halves its size, rounded up. */
    private static Tensor paddedForTwo(Tensor x) {
        int left = x.size(3) % 2 == 0 ? 0 : 1;
        int top = x.size(2) % 2 == 0 ? 0 : 1;
        return Functional.pad(x, new Margin(left, 1, top, 1), 0);
    }

    private static Conv2d convolution(SplittableRandom random, int in, int out, int size, int stride) {
        Window window = Window.of(stride, stride == 1 ? size / 2 : 0);
        return new Conv2d(new Conv2d.Shape(in, out, size, window), true, random);
    }

    private static final class Block extends Layer {
        private final InvertedResidual form;
        private final Optional<Conv2d> expand;
        private final Conv2d depthwise;
        private final Conv2d project;

        Block(InvertedResidual form, SplittableRandom random) {
            this.form = form;
            int hidden = form.hidden();
            expand = form.widens()
                    ? Optional.of(layer("expand", convolution(random, form.in(), hidden, 1, 1)))
                    : Optional.empty();
            Window window = Window.of(form.stride(), form.stride() == 1 ? 1 : 0).depthwise(hidden);
            depthwise = layer("depthwise", new Conv2d(new Conv2d.Shape(hidden, hidden, 3, window), true, random));
            project = layer("project", convolution(random, hidden, form.out(), 1, 1));
        }

        Tensor apply(Tensor x) {
            return Scope.tidy(() -> {
                Tensor wide = expand.map(e -> e.apply(x).relu6()).orElse(x);
                Tensor padded = form.stride() == 2 ? paddedForTwo(wide) : wide;
                Tensor y = project.apply(depthwise.apply(padded).relu6());
                return form.adds() ? x.plus(y) : y;
            });
        }
    }
}
