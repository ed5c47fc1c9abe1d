package org.gapwise.data.dicom;

/** Brightness and two colors to red, green and blue, full range, 8 bits (PS3.3, C.7.6.3.1.2, as in JFIF). */
final class Ybr {

    private static final int MIDDLE = 128;

    private Ybr() {}

    static void toRgb(byte[] values) {
        for (int i = 0; i + 2 < values.length; i += 3) {
            double y = values[i] & 0xFF;
            int blue = (values[i + 1] & 0xFF) - MIDDLE;
            int red = (values[i + 2] & 0xFF) - MIDDLE;
            values[i] = rounded(y + 1.402 * red);
            values[i + 1] = rounded(y - 0.344136 * blue - 0.714136 * red);
            values[i + 2] = rounded(y + 1.772 * blue);
        }
    }

    private static byte rounded(double value) {
        return (byte) Math.max(0, Math.min(255, Math.floor(value + 0.5)));
    }
}
