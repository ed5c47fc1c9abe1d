package org.gapwise.nn;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The operations of a network that have weights or look at neighbours, as pure functions. */
public final class Functional {
    private static final long NO_REDUCTION = 0;
    private static final long BILINEAR = 0;
    private static final long BORDER = 1;

    private Functional() {}

    /** x [..., in] times weight [out, in], transposed, plus bias [out]: [..., out]. */
    public static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
        return new Tensor(product(x.raw(), weight.raw(), new TensorOptional(bias.raw())));
    }

    /** x [..., in] times weight [out, in], transposed: [..., out]. */
    public static Tensor linear(Tensor x, Tensor weight) {
        return new Tensor(product(x.raw(), weight.raw(), new TensorOptional()));
    }

    /**
     * One product of two matrices, whatever stands before the last dimension. Left to itself the engine makes many of it
     * when no gradient is wanted, with a copy of the weights for each.
     */
    private static org.bytedeco.pytorch.Tensor product(
            org.bytedeco.pytorch.Tensor x, org.bytedeco.pytorch.Tensor weight, TensorOptional bias) {
        if (x.dim() == 2) {
            return torch.linear(x, weight, bias);
        }
        long[] shape = new long[(int) x.dim()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = x.size(i);
        }
        shape[shape.length - 1] = weight.size(0);
        return torch.linear(x.reshape(-1, x.size(-1)), weight, bias).reshape(shape);
    }

    /** Centres and scales the last dimension of x [..., D], then applies weight [D] and bias [D]. */
    public static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, double epsilon) {
        return new Tensor(torch.layer_norm(
                x.raw(),
                weight.shape(),
                new TensorOptional(weight.raw()),
                new TensorOptional(bias.raw()),
                epsilon,
                false));
    }

    /** Whether filters are of one pixel, so that the convolution is a product of matrices. */
    static boolean isPointwise(Tensor weight, Window window) {
        return weight.size(2) == 1 && weight.size(3) == 1 && window.groups() == 1 && window.padding() == 0;
    }

    /** x [B,C,H,W], weight [O, C/groups, h, w], bias [O]: [B,O,H',W']. */
    public static Tensor conv2d(Tensor x, Tensor weight, Optional<Tensor> bias, Window window) {
        if (isPointwise(weight, window)) {
            return pointwise(x, weight, optional(bias), window.stride());
        }
        if (GatheredConvolution.suits(x, weight, window)) {
            return GatheredConvolution.of(x, weight, bias, window);
        }
        return isLostInHalf(x, weight, window)
                ? Precision.whole(() -> convolved(full(x), full(weight), bias, window))
                : convolved(x.raw(), weight.raw(), bias, window);
    }

    /**
     * Whether gradients of 16 bits would be wrong where a filter takes steps of several pixels. Over a picture of one pixel,
     * oneDNN 3.x leaves those of the filter undefined; where channels have filters of their own, it has those of the
     * picture wrong on processors of 2025.
     */
    private static boolean isLostInHalf(Tensor x, Tensor weight, Window window) {
        boolean learns = !NoGrad.isOn() && (x.isTracked() || weight.isTracked());
        boolean single = x.size(2) * x.size(3) == 1;
        return Precision.isHalf() && learns && window.stride() > 1 && (single || window.groups() > 1);
    }

    private static Tensor convolved(
            org.bytedeco.pytorch.Tensor x, org.bytedeco.pytorch.Tensor weight, Optional<Tensor> bias, Window window) {
        if (x.requires_grad() && !NoGrad.isOn()) {
            GradientTurn.expect(GradientTurn.Form.of(x, weight, window));
        }
        return new Tensor(torch.conv2d(
                x,
                weight,
                optional(bias),
                new long[] {window.stride(), window.stride()},
                new long[] {window.padding(), window.padding()},
                new long[] {1, 1},
                window.groups()));
    }

    /**
     * Filters of one pixel are a matrix product over the pixels, and computed as one: on processors of 2025 the engine's
     * oneDNN 3.x divides by zero, which ends the process, when it plans some of these convolutions.
     */
    private static Tensor pointwise(Tensor x, Tensor weight, TensorOptional bias, int stride) {
        return new Tensor(product(pixels(x, stride).raw(), weight.raw().flatten(1, -1), bias)
                .permute(0, 3, 1, 2));
    }

    /** Of images [B,C,H,W] each pixel that a filter of one pixel meets: [B,H',W',C]. */
    static Tensor pixels(Tensor x, int stride) {
        org.bytedeco.pytorch.Tensor seen = x.raw();
        if (stride > 1) {
            LongOptional all = new LongOptional();
            seen = seen.slice(2, all, all, stride).slice(3, all, all, stride);
        }
        return new Tensor(seen.permute(0, 2, 3, 1));
    }

    /** Adds pixels of one value around images [B,C,H,W]. */
    public static Tensor pad(Tensor x, Margin margin, double value) {
        long[] sides = {margin.left(), margin.right(), margin.top(), margin.bottom()};
        return new Tensor(torch.constant_pad_nd(x.raw(), sides, new Scalar(value)));
    }

    /**
     * Normalizes each channel of x [B,C,H,W]: by the batch when training, which also moves the running statistics, and
     * by the running statistics otherwise.
     */
    public static Tensor batchNorm(Tensor x, Tensor weight, Tensor bias, RunningMoments running, boolean training) {
        return new Tensor(torch.batch_norm(
                x.raw(),
                new TensorOptional(weight.raw()),
                new TensorOptional(bias.raw()),
                new TensorOptional(running.mean().raw()),
                new TensorOptional(running.variance().raw()),
                training,
                running.momentum(),
                running.epsilon(),
                false));
    }

    public static Tensor maxPool2d(Tensor x, int size, Window window) {
        return new Tensor(torch.max_pool2d(
                x.raw(),
                new long[] {size, size},
                new long[] {window.stride(), window.stride()},
                new long[] {window.padding(), window.padding()},
                new long[] {1, 1},
                false));
    }

    /** Means of windows; padding counts as zeros. */
    public static Tensor avgPool2d(Tensor x, int size, Window window) {
        return new Tensor(torch.avg_pool2d(
                x.raw(),
                new long[] {size, size},
                new long[] {window.stride(), window.stride()},
                new long[] {window.padding(), window.padding()},
                false,
                true,
                new LongOptional()));
    }

    /** The mean of each channel: [B,C,H,W] to [B,C,1,1]. */
    public static Tensor adaptiveAvgPool1x1(Tensor x) {
        return new Tensor(torch.adaptive_avg_pool2d(x.raw(), 1, 1));
    }

    /** Scaled dot-product attention over q, k, v [B,H,T,d]: [B,H,T,d]. */
    public static Tensor attention(Tensor q, Tensor k, Tensor v) {
        return attention(q, k, v, Optional.empty());
    }

    /**
     * The same, looking only at what keep (true or false, broadcast to [B,H,T,T]) allows. Where nothing is allowed the
     * result is 0, and gradients stay finite.
     */
    public static Tensor attention(Tensor q, Tensor k, Tensor v, Tensor keep) {
        return attention(q, k, v, Optional.of(keep));
    }

    private static Tensor attention(Tensor q, Tensor k, Tensor v, Optional<Tensor> keep) {
        if (HalfAttention.suits(k)) {
            return Precision.whole(() -> HalfAttention.of(q, k, v, keep));
        }
        return Precision.whole(() -> Products.single(
                full(q),
                seen -> torch.scaled_dot_product_attention(
                        seen, full(k), full(v), optional(keep), 0, false, new DoubleOptional(), false)));
    }

    /** For the engine's fused kernel, which is naive in half precision: several times slower than in full. */
    private static org.bytedeco.pytorch.Tensor full(Tensor x) {
        return x.raw().to(torch.ScalarType.Float);
    }

    /** Binary cross-entropy of each element, computed from logits without overflow. */
    public static Tensor bceWithLogits(Tensor logits, Tensor targets) {
        return new Tensor(torch.binary_cross_entropy_with_logits(
                logits.raw(), targets.raw(), new TensorOptional(), new TensorOptional(), NO_REDUCTION));
    }

    /** Rows of table [N,D] at index [...]: [..., D]. */
    public static Tensor embedding(Tensor table, Tensor index) {
        return new Tensor(torch.embedding(table.raw(), index.raw()));
    }

    /** Images [B,C,H,W] at another size, bilinear, edges (not centres) of the corner pixels aligned. */
    public static Tensor resize(Tensor images, long height, long width) {
        return new Tensor(torch.upsample_bilinear2d(images.raw(), new long[] {height, width}, false));
    }

    /** The same, bicubic. */
    public static Tensor resizeSmoothly(Tensor images, long height, long width) {
        return new Tensor(torch.upsample_bicubic2d(images.raw(), new long[] {height, width}, false));
    }

    /**
     * Images [B,C,H,W] seen through an affine map each, bilinear; pixels from outside repeat the border.
     *
     * @param theta B times 2 x 3 numbers: where in the input, in units from -1 to 1, an output position is read
     */
    public static Tensor affine(Tensor images, float[] theta) {
        Tensor maps = Tensor.of(theta, images.size(0), 2, 3);
        org.bytedeco.pytorch.Tensor grid = torch.affine_grid_generator(maps.raw(), images.shape(), false);
        return new Tensor(torch.grid_sampler(images.raw(), grid, BILINEAR, BORDER, false));
    }

    /** Scales the gradients of the parameters so that their common norm is at most max; gives the norm before. */
    public static double clipNorm(List<Tensor> parameters, double max) {
        try (Scope scope = Scope.open()) {
            return torch.clip_grad_norm_(Tensor.vector(parameters), max);
        }
    }

    private static TensorOptional optional(Optional<Tensor> tensor) {
        return tensor.map(t -> new TensorOptional(t.raw())).orElseGet(TensorOptional::new);
    }
}
