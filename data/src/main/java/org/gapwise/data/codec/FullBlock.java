package org.gapwise.data.codec;

import java.util.Arrays;

/**
 * The inverse cosine transform of 8 x 8 in integers, after Loeffler, Ligtenberg and Moschytz (ICASSP 1989), with factors
 * of 13 bits and two more bits kept between columns and rows. That is what the accurate integer transform of libjpeg
 * computes, too, so the samples are the same as those of every decoder built on it.
 */
final class FullBlock implements BlockTransform {

    private static final int BITS = 13;
    private static final int KEPT = 2;
    private static final int AFTER_COLUMNS = BITS - KEPT;
    private static final int AFTER_ROWS = BITS + KEPT + 3;

    private static final int F0_298 = fixed(0.298631336);
    private static final int F0_390 = fixed(0.390180644);
    private static final int F0_541 = fixed(0.541196100);
    private static final int F0_765 = fixed(0.765366865);
    private static final int F0_899 = fixed(0.899976223);
    private static final int F1_175 = fixed(1.175875602);
    private static final int F1_501 = fixed(1.501321110);
    private static final int F1_847 = fixed(1.847759065);
    private static final int F1_961 = fixed(1.961570560);
    private static final int F2_053 = fixed(2.053119869);
    private static final int F2_562 = fixed(2.562915447);
    private static final int F3_072 = fixed(3.072711026);

    private final Coefficients coefficients;
    private final int[] half = new int[64];
    private int wild;

    FullBlock(int[] steps) {
        coefficients = new Coefficients(Coefficients.zigzag(), steps, new int[64], MOST);
    }

    private static int fixed(double factor) {
        return (int) Math.round(factor * (1 << BITS));
    }

    @Override
    public int side() {
        return 8;
    }

    @Override
    public Coefficients coefficients() {
        return coefficients;
    }

    @Override
    public boolean write(boolean flat, byte[] to, int at, int stride) {
        int[] values = coefficients.values();
        wild = 0;
        if (flat) {
            byte sample = sample(values[0] + 4 >> 3);
            for (int y = 0; y < 8; y++) {
                Arrays.fill(to, at + y * stride, at + y * stride + 8, sample);
            }
            values[0] = 0;
            return wild == 0;
        }
        for (int x = 0; x < 8; x++) {
            column(values, x);
        }
        for (int y = 0; y < 8; y++) {
            row(8 * y, to, at + y * stride);
        }
        Arrays.fill(values, 0);
        return wild == 0;
    }

    private byte sample(int level) {
        int shifted = level + 128;
        if ((shifted & ~255) != 0) {
            wild |= level + 512 & ~1023;
            return (byte) (shifted < 0 ? 0 : 255);
        }
        return (byte) shifted;
    }

    private void column(int[] in, int x) {
        int i1 = in[x + 8];
        int i2 = in[x + 16];
        int i3 = in[x + 24];
        int i4 = in[x + 32];
        int i5 = in[x + 40];
        int i6 = in[x + 48];
        int i7 = in[x + 56];
        if ((i1 | i2 | i3 | i4 | i5 | i6 | i7) == 0) {
            int same = in[x] << KEPT;
            for (int y = 0; y < 64; y += 8) {
                half[x + y] = same;
            }
            return;
        }
        int round = 1 << AFTER_COLUMNS - 1;
        int turned = (i2 + i6) * F0_541;
        int low = turned + i2 * F0_765;
        int high = turned - i6 * F1_847;
        int sum = (in[x] + i4 << BITS) + round;
        int difference = (in[x] - i4 << BITS) + round;
        int mixed = (i7 + i3 + i5 + i1) * F1_175;
        int outer = mixed - (i7 + i3) * F1_961;
        int inner = mixed - (i5 + i1) * F0_390;
        int a = (i7 + i1) * -F0_899;
        int b = (i5 + i3) * -F2_562;
        int o0 = i1 * F1_501 + a + inner;
        int o1 = i3 * F3_072 + b + outer;
        int o2 = i5 * F2_053 + b + inner;
        int o3 = i7 * F0_298 + a + outer;
        half[x] = sum + low + o0 >> AFTER_COLUMNS;
        half[x + 56] = sum + low - o0 >> AFTER_COLUMNS;
        half[x + 8] = difference + high + o1 >> AFTER_COLUMNS;
        half[x + 48] = difference + high - o1 >> AFTER_COLUMNS;
        half[x + 16] = difference - high + o2 >> AFTER_COLUMNS;
        half[x + 40] = difference - high - o2 >> AFTER_COLUMNS;
        half[x + 24] = sum - low + o3 >> AFTER_COLUMNS;
        half[x + 32] = sum - low - o3 >> AFTER_COLUMNS;
    }

    private void row(int from, byte[] to, int at) {
        int i1 = half[from + 1];
        int i2 = half[from + 2];
        int i3 = half[from + 3];
        int i4 = half[from + 4];
        int i5 = half[from + 5];
        int i6 = half[from + 6];
        int i7 = half[from + 7];
        int round = 1 << AFTER_ROWS - 1;
        int turned = (i2 + i6) * F0_541;
        int low = turned + i2 * F0_765;
        int high = turned - i6 * F1_847;
        int sum = (half[from] + i4 << BITS) + round;
        int difference = (half[from] - i4 << BITS) + round;
        int mixed = (i7 + i3 + i5 + i1) * F1_175;
        int outer = mixed - (i7 + i3) * F1_961;
        int inner = mixed - (i5 + i1) * F0_390;
        int a = (i7 + i1) * -F0_899;
        int b = (i5 + i3) * -F2_562;
        int o0 = i1 * F1_501 + a + inner;
        int o1 = i3 * F3_072 + b + outer;
        int o2 = i5 * F2_053 + b + inner;
        int o3 = i7 * F0_298 + a + outer;
        to[at] = sample(sum + low + o0 >> AFTER_ROWS);
        to[at + 7] = sample(sum + low - o0 >> AFTER_ROWS);
        to[at + 1] = sample(difference + high + o1 >> AFTER_ROWS);
        to[at + 6] = sample(difference + high - o1 >> AFTER_ROWS);
        to[at + 2] = sample(difference - high + o2 >> AFTER_ROWS);
        to[at + 5] = sample(difference - high - o2 >> AFTER_ROWS);
        to[at + 3] = sample(sum - low + o3 >> AFTER_ROWS);
        to[at + 4] = sample(sum - low - o3 >> AFTER_ROWS);
    }
}
