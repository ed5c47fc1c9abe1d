package org.gapwise.nn;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.GradMode;

/**
 * A convolution of few places as one product of matrices: the pixels that each place sees side by side, zeros where it
 * sees none, times all filters. Filters of many channels over a grid of two by two cost more to be put in the order that
 * the engine's convolution wants, and their gradients to be put back, than this wastes on zeros. For learning; without a
 * gradient the engine's way is the quicker one.
 */
final class GatheredConvolution {

    private static final long FEW = 4;
    private static final long MANY_CHANNELS = 128;
    private static final long MANY_PLACES = 128;

    private GatheredConvolution() {}

    /** Whether it is the quicker way: only where filters are learnt in 32 bits, and lie as pictures do. */
    static boolean suits(Tensor x, Tensor weight, Window window) {
        long places = places(x, weight, window);
        return window.groups() == 1
                && weight.size(2) * weight.size(3) > 1
                && places <= FEW
                && places * x.size(0) <= MANY_PLACES
                && x.size(1) >= MANY_CHANNELS
                && GradMode.is_enabled()
                && weight.isTracked()
                && !Precision.isHalf();
    }

    /** In how many places of a picture of x [B,C,H,W] a filter of weight [O,C,h,w] is applied. */
    static long places(Tensor x, Tensor weight, Window window) {
        return places(x.size(2), weight.size(2), window) * places(x.size(3), weight.size(3), window);
    }

    private static long places(long size, long filter, Window window) {
        return (size + 2L * window.padding() - filter) / window.stride() + 1;
    }

    /** x [B,C,H,W], weight [O,C,h,w], bias [O]: [B,O,H',W']. */
    static Tensor of(Tensor x, Tensor weight, Optional<Tensor> bias, Window window) {
        long b = x.size(0);
        long c = x.size(1);
        long high = places(x.size(2), weight.size(2), window);
        long wide = places(x.size(3), weight.size(3), window);
        long taps = weight.size(2) * weight.size(3);
        Tensor pixels = x.permute(0, 2, 3, 1).reshape(-1, c);
        long[] seen = seen(x, weight, window, high, wide);
        Tensor sides = Tensor.concat(List.of(pixels, Tensor.zeros(1, c)), 0)
                .indexSelect(0, Tensor.of(seen, seen.length))
                .reshape(b * high * wide, taps * c);
        Tensor filters = weight.permute(0, 2, 3, 1).reshape(weight.size(0), taps * c);
        Tensor y = bias.map(offset -> Functional.linear(sides, filters, offset))
                .orElseGet(() -> Functional.linear(sides, filters));
        return y.reshape(b, high, wide, weight.size(0)).permute(0, 3, 1, 2);
    }

    /** By case, place and tap: the row of the pixel that is seen there; the one after the last where there is none. */
    private static long[] seen(Tensor x, Tensor weight, Window window, long high, long wide) {
        long b = x.size(0);
        long h = x.size(2);
        long w = x.size(3);
        long[] seen = new long[(int) (b * high * wide * weight.size(2) * weight.size(3))];
        int at = 0;
        for (long place = 0; place < b * high * wide; place++) {
            long top = place / wide % high * window.stride() - window.padding();
            long left = place % wide * window.stride() - window.padding();
            for (long row = top; row < top + weight.size(2); row++) {
                for (long column = left; column < left + weight.size(3); column++) {
                    boolean inside = row >= 0 && row < h && column >= 0 && column < w;
                    seen[at++] = inside ? (place / (high * wide) * h + row) * w + column : b * h * w;
                }
            }
        }
        return seen;
    }
}
