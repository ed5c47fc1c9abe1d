package org.gapwise.data.codec;

/**
 * How many samples a picture has and how they lie in memory: row by row, the samples of a pixel side by side, each in
 * one, two or four bytes, the lowest first.
 *
 * @param samples a pixel: 1, or 3 for colors
 * @param bytes a sample: 1, 2 or 4
 * @param signed whether the highest bit is a sign
 */
public record Shape(int rows, int columns, int samples, int bytes, boolean signed) {

    /** Pillow's limit for a decompression bomb. */
    public static final long MAX_PIXELS = 89_478_485;

    private static final int SHARE_OF_MEMORY = 4;

    /** The same, refused when it is empty, larger than {@link #MAX_PIXELS}, or too large for the memory there is. */
    public Shape checked() throws PixelFault {
        if (rows <= 0 || columns <= 0) {
            throw PixelFault.damaged("the header says " + columns + " x " + rows + " pixels.");
        }
        if (columns > MAX_PIXELS / rows) {
            throw new PixelFault(
                    "the header says " + columns + " x " + rows + " pixels, more than the limit of " + MAX_PIXELS + ".",
                    "Scale the picture down first.");
        }
        requireMemory((long) pixels() * samples * bytes);
        return this;
    }

    /** Refuses what would take more than a quarter of the memory. */
    public static void requireMemory(long needed) throws PixelFault {
        long most = Math.min(Integer.MAX_VALUE - 16, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
        if (needed > most) {
            throw new PixelFault(
                    "the picture takes " + (needed >> 20) + " MiB, more than the " + (most >> 20)
                            + " MiB that one picture may take.",
                    "Give Java more memory, e.g. JAVA_TOOL_OPTIONS=-Xmx8g, or scale the picture down first.");
        }
    }

    public int pixels() {
        return rows * columns;
    }

    /** Of the whole picture. */
    public int size() {
        return pixels() * samples * bytes;
    }

    /** Writes the low bytes of a sample. */
    void put(byte[] to, int sample, int value) {
        int at = sample * bytes;
        for (int b = 0; b < bytes; b++) {
            to[at + b] = (byte) (value >> 8 * b);
        }
    }
}
