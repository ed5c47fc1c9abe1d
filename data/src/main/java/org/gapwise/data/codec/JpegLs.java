package org.gapwise.data.codec;

/**
 * JPEG-LS (ITU-T T.87) of one component, lossless and near-lossless. Letters are those of the recommendation. What it
 * may hold besides (colors, mapping tables, restart intervals) is refused.
 */
public final class JpegLs {

    private static final int[] J = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private final JpegLsCoding coding;
    private final LsBits bits;
    private final LsContexts contexts;
    private final Shape shape;
    private int runIndex;

    private JpegLs(JpegLsCoding coding, LsBits bits, Shape shape) {
        this.coding = coding;
        this.bits = bits;
        this.shape = shape;
        this.contexts = new LsContexts(coding);
    }

    /** Unpacks one frame. */
    public static byte[] decode(byte[] frame, Shape shape) throws PixelFault {
        if (shape.samples() != 1) {
            throw PixelFault.unsupported("the picture is JPEG-LS with colors, only grey is read.");
        }
        JpegFrame header = JpegFrame.of(frame).expect(shape);
        if (header.process() != JpegFrame.LS) {
            throw PixelFault.damaged("the pixel data are not JPEG-LS, as the header says.");
        }
        JpegLsCoding coding = JpegLsCoding.of(frame, header);
        return new JpegLs(coding, new LsBits(frame, coding.data()), shape).picture();
    }

    private byte[] picture() throws PixelFault {
        byte[] values = new byte[shape.size()];
        int columns = shape.columns();
        // One sample to the left of a line and one to its right, so that no neighbor needs a question.
        int[] above = new int[columns + 2];
        int[] line = new int[columns + 2];
        for (int y = 0; y < shape.rows(); y++) {
            above[columns + 1] = above[columns];
            line[0] = above[1];
            line(line, above);
            for (int x = 0; x < columns; x++) {
                shape.put(values, y * columns + x, line[x + 1]);
            }
            int[] spare = above;
            above = line;
            line = spare;
        }
        return values;
    }

    private void line(int[] line, int[] above) throws PixelFault {
        int columns = shape.columns();
        int x = 1;
        while (x <= columns) {
            int a = line[x - 1];
            int b = above[x];
            int c = above[x - 1];
            int d = above[x + 1];
            int q = coding.context(d - b, b - c, c - a);
            if (q == 0) {
                x += run(line, above, x);
            } else {
                line[x] = regular(q, prediction(a, b, c));
                x++;
            }
        }
    }

    /** The median edge detector, A.4.1. */
    private static int prediction(int a, int b, int c) {
        if (c >= Math.max(a, b)) {
            return Math.min(a, b);
        }
        return c <= Math.min(a, b) ? Math.max(a, b) : a + b - c;
    }

    /** One sample of a context, A.4.2 to A.6; a negative context means that the sign is turned. */
    private int regular(int signedContext, int predicted) throws PixelFault {
        int sign = signedContext < 0 ? -1 : 1;
        int q = signedContext * sign;
        int px = coding.clamp(predicted + sign * contexts.correction(q));
        int k = contexts.golomb(q);
        int mapped = bits.golomb(k, coding.limit(), coding.qbpp());
        int error = contexts.unmap(mapped, q, k);
        contexts.update(q, error);
        return coding.reconstruct(px, sign * error);
    }

    /** A run of one value and the sample that ends it, A.7; gives how many samples it wrote. */
    private int run(int[] line, int[] above, int from) throws PixelFault {
        int value = line[from - 1];
        int left = shape.columns() + 1 - from;
        int length = 0;
        while (length < left && bits.one()) {
            int block = 1 << J[runIndex];
            if (length + block > left) {
                length = left;
            } else {
                length += block;
                if (runIndex < J.length - 1) {
                    runIndex++;
                }
            }
        }
        if (length < left) {
            length += bits.read(J[runIndex]);
            if (length >= left) {
                throw PixelFault.damaged("the JPEG-LS data hold a run that leads out of its line.");
            }
            fill(line, from, length, value);
            line[from + length] = interruption(value, above[from + length]);
            if (runIndex > 0) {
                runIndex--;
            }
            return length + 1;
        }
        fill(line, from, length, value);
        return length;
    }

    private static void fill(int[] line, int from, int length, int value) {
        java.util.Arrays.fill(line, from, from + length, value);
    }

    /** The sample that ends a run, A.7.2. */
    private int interruption(int a, int b) throws PixelFault {
        int type = Math.abs(a - b) <= coding.near() ? 1 : 0;
        int sign = type == 0 && a > b ? -1 : 1;
        int k = contexts.runGolomb(type);
        int mapped = bits.golomb(k, coding.limit() - J[runIndex] - 1, coding.qbpp());
        int error = contexts.runUnmap(mapped, type, k);
        contexts.runUpdate(type, error, mapped);
        return coding.reconstruct(type == 1 ? a : b, sign * error);
    }
}
