package org.gapwise.data.codec;

/**
 * The numbers that govern a JPEG-LS scan (ITU-T T.87, C.2.4.1.1 and A.2.1).
 *
 * @param max the largest sample, MAXVAL
 * @param near how far a sample may be off; 0 is lossless
 * @param t1 to t3: where gradients are cut
 * @param reset when a context's counts are halved
 * @param data position of the entropy-coded data
 */
record JpegLsCoding(int max, int near, int t1, int t2, int t3, int reset, int data) {

    private static final int SCAN = 0xDA;
    private static final int PRESET = 0xF8;
    private static final int RESTART = 0xDD;
    private static final int USUAL_RESET = 64;
    private static final int MOST_SEGMENTS = 1000;

    static JpegLsCoding of(byte[] bytes, JpegFrame frame) throws PixelFault {
        JpegFrame.Segments segments = new JpegFrame.Segments(bytes);
        int[] preset = {0, 0, 0, 0, 0};
        for (int i = 0; i < MOST_SEGMENTS; i++) {
            int marker = segments.next();
            int at = segments.start();
            if (marker == PRESET) {
                if (segments.byteAt(at) != 1) {
                    throw PixelFault.unsupported("the JPEG-LS data have mapping tables, which are not read.");
                }
                for (int p = 0; p < preset.length; p++) {
                    preset[p] = segments.byteAt(at + 1 + 2 * p) << 8 | segments.byteAt(at + 2 + 2 * p);
                }
            } else if (marker == RESTART) {
                throw PixelFault.unsupported("the JPEG-LS data have restart intervals, which are not read.");
            } else if (marker == SCAN) {
                if (segments.byteAt(at) != 1 || segments.byteAt(at + 2) != 0 || segments.byteAt(at + 5) != 0) {
                    throw PixelFault.unsupported("the JPEG-LS scan has mapping tables, a point transform or several"
                            + " components, which are not read.");
                }
                return of(preset, segments.byteAt(at + 3), frame.precision(), segments.end());
            }
        }
        throw PixelFault.damaged("the JPEG-LS data hold no scan.");
    }

    private static JpegLsCoding of(int[] preset, int near, int precision, int data) throws PixelFault {
        int most = (1 << precision) - 1;
        int max = preset[0] == 0 ? most : preset[0];
        if (max > most || near > Math.min(255, max / 2)) {
            throw PixelFault.damaged("the JPEG-LS parameters contradict each other.");
        }
        int factor = (Math.min(max, 4095) + 128) / 256;
        int usual1 = max >= 128 ? factor + 2 + 3 * near : Math.max(2, 3 / (256 / (max + 1)) + 3 * near);
        int t1 = preset[1] == 0 ? within(usual1, near + 1, max) : preset[1];
        int usual2 = max >= 128 ? 4 * factor + 3 + 5 * near : Math.max(3, 7 / (256 / (max + 1)) + 5 * near);
        int t2 = preset[2] == 0 ? within(usual2, t1, max) : preset[2];
        int usual3 = max >= 128 ? 17 * factor + 4 + 7 * near : Math.max(4, 21 / (256 / (max + 1)) + 7 * near);
        int t3 = preset[3] == 0 ? within(usual3, t2, max) : preset[3];
        int reset = preset[4] == 0 ? USUAL_RESET : preset[4];
        if (t1 < near + 1 || t2 < t1 || t3 < t2 || t3 > max || reset < 3) {
            throw PixelFault.damaged("the JPEG-LS parameters contradict each other.");
        }
        return new JpegLsCoding(max, near, t1, t2, t3, reset, data);
    }

    private static int within(int value, int least, int most) {
        return value > most || value < least ? least : value;
    }

    /** RANGE: how many different errors there are. */
    int range() {
        return (max + 2 * near) / (2 * near + 1) + 1;
    }

    int qbpp() {
        return log2(range());
    }

    /** LIMIT: the most bits a code may have. */
    int limit() {
        int bpp = Math.max(2, log2(max + 1));
        return 2 * (bpp + Math.max(8, bpp));
    }

    private static int log2(int value) {
        return 32 - Integer.numberOfLeadingZeros(value - 1);
    }

    /** The context of three gradients, from -364 to 364; 0 begins a run. */
    int context(int d1, int d2, int d3) {
        return 81 * cut(d1) + 9 * cut(d2) + cut(d3);
    }

    private int cut(int gradient) {
        int size = Math.abs(gradient);
        int level = size <= near ? 0 : size < t1 ? 1 : size < t2 ? 2 : size < t3 ? 3 : 4;
        return gradient < 0 ? -level : level;
    }

    int clamp(int sample) {
        return Math.max(0, Math.min(max, sample));
    }

    /** The sample that a prediction and an error make, A.4.5. */
    int reconstruct(int predicted, int error) {
        int step = 2 * near + 1;
        int sample = predicted + error * step;
        if (sample < -near) {
            sample += range() * step;
        } else if (sample > max + near) {
            sample -= range() * step;
        }
        return clamp(sample);
    }
}
