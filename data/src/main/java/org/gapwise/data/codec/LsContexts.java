package org.gapwise.data.codec;

import java.util.Arrays;

/** What JPEG-LS has learnt in each context (ITU-T T.87, A.3 to A.7): A, B, C, N, and Nn for ends of runs. */
final class LsContexts {

    private static final int REGULAR = 365;
    private static final int LEAST_C = -128;
    private static final int MOST_C = 127;
    private static final int MOST_K = 24;

    private final JpegLsCoding coding;
    private final int[] a = new int[REGULAR + 2];
    private final int[] b = new int[REGULAR];
    private final int[] c = new int[REGULAR];
    private final int[] n = new int[REGULAR + 2];
    private final int[] negative = new int[2];

    LsContexts(JpegLsCoding coding) {
        this.coding = coding;
        Arrays.fill(a, Math.max(2, (coding.range() + 32) / 64));
        Arrays.fill(n, 1);
    }

    /** What the prediction is usually off by. */
    int correction(int q) {
        return c[q];
    }

    int golomb(int q) throws PixelFault {
        return golomb(n[q], a[q]);
    }

    private static int golomb(int count, int sum) throws PixelFault {
        int k = 0;
        while (count << k < sum) {
            k++;
            if (k > MOST_K) {
                throw PixelFault.damaged("the JPEG-LS data hold errors that no picture has.");
            }
        }
        return k;
    }

    /** The error that a mapped one stands for, A.5.2. */
    int unmap(int mapped, int q, int k) {
        boolean turned = coding.near() == 0 && k == 0 && 2 * b[q] <= -n[q];
        boolean odd = (mapped & 1) == 1;
        if (turned) {
            return odd ? (mapped - 1) / 2 : -(mapped / 2) - 1;
        }
        return odd ? -((mapped + 1) / 2) : mapped / 2;
    }

    void update(int q, int error) {
        b[q] += error * (2 * coding.near() + 1);
        a[q] += Math.abs(error);
        if (n[q] == coding.reset()) {
            a[q] >>= 1;
            b[q] >>= 1;
            n[q] >>= 1;
        }
        n[q]++;
        if (b[q] <= -n[q]) {
            b[q] = Math.max(b[q] + n[q], 1 - n[q]);
            c[q] = Math.max(c[q] - 1, LEAST_C);
        } else if (b[q] > 0) {
            b[q] = Math.min(b[q] - n[q], 0);
            c[q] = Math.min(c[q] + 1, MOST_C);
        }
    }

    int runGolomb(int type) throws PixelFault {
        int q = REGULAR + type;
        return golomb(n[q], type == 1 ? a[q] + (n[q] >> 1) : a[q]);
    }

    /** The error at the end of a run, A.7.2.1: the mapping is made so that its sign can be told. */
    int runUnmap(int mapped, int type, int k) {
        int sum = mapped + type;
        int size = (sum + 1) / 2;
        boolean map = (sum & 1) == 1;
        boolean oftenNegative = k != 0 || 2 * negative[type] >= n[REGULAR + type];
        return map == oftenNegative ? -size : size;
    }

    void runUpdate(int type, int error, int mapped) {
        int q = REGULAR + type;
        if (error < 0) {
            negative[type]++;
        }
        a[q] += (mapped + 1 - type) >> 1;
        if (n[q] == coding.reset()) {
            a[q] >>= 1;
            n[q] >>= 1;
            negative[type] >>= 1;
        }
        n[q]++;
    }
}
