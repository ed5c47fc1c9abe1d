package org.gapwise.model.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.nn.BatchNorm2d;
import org.gapwise.nn.Conv2d;
import org.gapwise.nn.Functional;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.gapwise.nn.Window;

/** Residual networks (He et al. 2016), in the form and under the names of torchvision. */
final class ResNet extends VisionEncoder {
    private static final int STRIDE = 32;
    private static final int WIDENING = 4;

    /**
     * @param blocks blocks in each of the four stages
     * @param narrow whether a block narrows its channels before the 3 x 3 convolution (ResNet-50 and deeper)
     * @param width channels of the first stage; each later one has twice as many
     */
    record Form(List<Integer> blocks, boolean narrow, int width) {
        static Form plain(int width, Integer... blocks) {
            return new Form(List.of(blocks), false, width);
        }

        static Form narrow(Integer... blocks) {
            return new Form(List.of(blocks), true, 64);
        }
    }

    private final Normed stem;
    private final List<Residual> residuals = new ArrayList<>();
    private final int channels;

    ResNet(Form form, SplittableRandom random) {
        Conv2d first = layer("conv1", convolution(random, 3, form.width(), 7, 2));
        stem = new Normed(first, layer("bn1", new BatchNorm2d(form.width())));
        int in = form.width();
        for (int stage = 0; stage < form.blocks().size(); stage++) {
            int width = form.width() << stage;
            int out = form.narrow() ? width * WIDENING : width;
            List<Residual> row = new ArrayList<>();
            for (int i = 0; i < form.blocks().get(stage); i++) {
                int stride = i == 0 && stage > 0 ? 2 : 1;
                row.add(form.narrow() ? narrow(random, in, width, stride) : plain(random, in, width, stride));
                in = out;
            }
            residuals.addAll(layers("layer" + (stage + 1), row));
        }
        channels = in;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int gridSide(int imageSize) {
        return (imageSize + STRIDE - 1) / STRIDE;
    }

    @Override
    public Tensor grid(Tensor images, Pass pass) {
        Tensor x =
                Scope.tidy(() -> Functional.maxPool2d(stem.rectified(images.channelsLast(), pass), 3, Window.of(2, 1)));
        for (Residual residual : residuals) {
            x = residual.apply(x, pass);
        }
        return x;
    }

    @Override
    protected void prepare() {
        layer("folded", stem.settled());
    }

    private static Residual plain(SplittableRandom random, int in, int width, int stride) {
        List<Conv2d> convolutions =
                List.of(convolution(random, in, width, 3, stride), convolution(random, width, width, 3, 1));
        return new Residual(convolutions, List.of(width, width), shortcut(random, in, width, stride));
    }

    private static Residual narrow(SplittableRandom random, int in, int width, int stride) {
        List<Conv2d> convolutions = List.of(
                convolution(random, in, width, 1, 1),
                convolution(random, width, width, 3, stride),
                convolution(random, width, width * WIDENING, 1, 1));
        List<Integer> widths = List.of(width, width, width * WIDENING);
        return new Residual(convolutions, widths, shortcut(random, in, width * WIDENING, stride));
    }

    private static Optional<Shortcut> shortcut(SplittableRandom random, int in, int out, int stride) {
        return in == out && stride == 1 ? Optional.empty() : Optional.of(new Shortcut(random, in, out, stride));
    }

    private static Conv2d convolution(SplittableRandom random, int in, int out, int size, int stride) {
        return new Conv2d(new Conv2d.Shape(in, out, size, Window.of(stride, size / 2)), false, random);
    }

    /** Convolutions whose sum with what came in is handed on. */
    private static final class Residual extends Layer {
        private final List<Normed> steps = new ArrayList<>();
        private final Optional<Shortcut> shortcut;

        Residual(List<Conv2d> convolutions, List<Integer> widths, Optional<Shortcut> shortcut) {
            for (int i = 0; i < convolutions.size(); i++) {
                Conv2d convolution = layer("conv" + (i + 1), convolutions.get(i));
                steps.add(new Normed(convolution, layer("bn" + (i + 1), new BatchNorm2d(widths.get(i)))));
            }
            this.shortcut = shortcut.map(s -> layer("downsample", s));
        }

        @Override
        protected void prepare() {
            for (int i = 0; i < steps.size(); i++) {
                layer("folded" + (i + 1), steps.get(i).settled());
            }
        }

        Tensor apply(Tensor x, Pass pass) {
            return Scope.tidy(() -> {
                Tensor y = x;
                for (Normed step : steps.subList(0, steps.size() - 1)) {
                    y = step.rectified(y, pass);
                }
                Tensor past = shortcut.map(s -> s.apply(x, pass)).orElse(x);
                return steps.get(steps.size() - 1).rectified(y, past, pass);
            });
        }
    }

    /** Brings what came in to the size of what goes out. */
    private static final class Shortcut extends Layer {
        private final Normed step;

        Shortcut(SplittableRandom random, int in, int out, int stride) {
            Conv2d convolution = layer("0", ResNet.convolution(random, in, out, 1, stride));
            step = new Normed(convolution, layer("1", new BatchNorm2d(out)));
        }

        @Override
        protected void prepare() {
            layer("folded", step.settled());
        }

        Tensor apply(Tensor x, Pass pass) {
            return step.apply(x, pass);
        }
    }
}
