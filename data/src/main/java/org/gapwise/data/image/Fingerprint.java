package org.gapwise.data.image;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.gapwise.core.cohort.Pixels;

/**
 * What is left of a picture to compare it by: a perceptual hash of its coarse structure (signs of low frequencies of
 * the discrete cosine transform against their median, after Zauner 2010), a checksum of its pixels, and a thumbnail.
 * Equal or nearly equal for copies that were scaled, compressed, brightened or made a little noisy; not for copies that
 * were turned or cropped.
 *
 * @param hash 256 bits
 * @param checksum of size and pixels
 * @param thumbnail {@link #SIDE} x {@link #SIDE} grey values
 * @param contrast standard deviation of the grey values of the picture at {@link #GRID} x {@link #GRID}
 */
public record Fingerprint(long[] hash, long checksum, byte[] thumbnail, double contrast) {

    /** Bits of a hash. */
    public static final int BITS = 256;

    static final int SIDE = 16;
    static final int GRID = 32;

    private static final double BLANK = 2.0;
    private static final int WORDS = BITS / Long.SIZE;

    static Fingerprint of(Pixels pixels) {
        Pixels grey = Resize.square(grey(pixels), GRID);
        return new Fingerprint(
                hash(grey), checksum(pixels), Resize.square(grey, SIDE).values(), contrast(grey));
    }

    /** How many bits differ. */
    public int distance(Fingerprint other) {
        int differing = 0;
        for (int w = 0; w < WORDS; w++) {
            differing += Long.bitCount(hash[w] ^ other.hash[w]);
        }
        return differing;
    }

    /** Whether the picture is all of one grey, as far as can be seen. */
    public boolean isBlank() {
        return contrast < BLANK;
    }

    /** The thumbnail with mean 0 and length 1; empty for a blank picture. */
    double[] unit() {
        double[] centered = centered(thumbnail);
        double length = Math.sqrt(dot(centered, centered));
        return isBlank() || length == 0
                ? new double[0]
                : Arrays.stream(centered).map(x -> x / length).toArray();
    }

    private static double[] centered(byte[] values) {
        double[] centered = new double[values.length];
        double mean = 0;
        for (byte value : values) {
            mean += (value & 0xFF) / (double) values.length;
        }
        for (int i = 0; i < values.length; i++) {
            centered[i] = (values[i] & 0xFF) - mean;
        }
        return centered;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static Pixels grey(Pixels from) {
        if (from.channels() == 1) {
            return from;
        }
        int size = from.height() * from.width();
        byte[] values = new byte[size];
        for (int i = 0; i < size; i++) {
            int red = from.values()[i] & 0xFF;
            int green = from.values()[size + i] & 0xFF;
            int blue = from.values()[2 * size + i] & 0xFF;
            values[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
        }
        return new Pixels(1, from.height(), from.width(), values);
    }

    private static long checksum(Pixels pixels) {
        CRC32 whole = new CRC32();
        whole.update(pixels.values());
        CRC32 half = new CRC32();
        half.update(pixels.values(), 0, pixels.values().length / 2);
        long sides = 31L * pixels.width() + pixels.height();
        return whole.getValue() << 32 ^ half.getValue() ^ sides << 48;
    }

    private static double contrast(Pixels grey) {
        double[] centered = centered(grey.values());
        return Math.sqrt(dot(centered, centered) / centered.length);
    }

    private static long[] hash(Pixels grey) {
        double[][] low = frequencies(grey);
        double[] flat = new double[BITS];
        for (int v = 0; v < SIDE; v++) {
            System.arraycopy(low[v], 0, flat, v * SIDE, SIDE);
        }
        // The mean brightness says nothing of the structure.
        flat[0] = 0;
        double[] sorted = flat.clone();
        Arrays.sort(sorted);
        double median = (sorted[BITS / 2 - 1] + sorted[BITS / 2]) / 2;
        long[] hash = new long[WORDS];
        for (int bit = 0; bit < BITS; bit++) {
            if (flat[bit] > median) {
                hash[bit / Long.SIZE] |= 1L << bit % Long.SIZE;
            }
        }
        return hash;
    }

    /** The lowest frequencies of the cosine transform, rows first. */
    private static double[][] frequencies(Pixels grey) {
        double[][] wave = new double[SIDE][GRID];
        for (int u = 0; u < SIDE; u++) {
            for (int x = 0; x < GRID; x++) {
                wave[u][x] = Math.cos(Math.PI * u * (2 * x + 1) / (2.0 * GRID));
            }
        }
        double[][] across = new double[GRID][SIDE];
        for (int y = 0; y < GRID; y++) {
            for (int u = 0; u < SIDE; u++) {
                for (int x = 0; x < GRID; x++) {
                    across[y][u] += wave[u][x] * (grey.values()[y * GRID + x] & 0xFF);
                }
            }
        }
        double[][] low = new double[SIDE][SIDE];
        for (int v = 0; v < SIDE; v++) {
            for (int u = 0; u < SIDE; u++) {
                for (int y = 0; y < GRID; y++) {
                    low[v][u] += wave[v][y] * across[y][u];
                }
            }
        }
        return low;
    }
}
