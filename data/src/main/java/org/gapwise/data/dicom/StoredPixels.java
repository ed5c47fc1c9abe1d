package org.gapwise.data.dicom;

import org.gapwise.core.file.Sha256;

/**
 * Samples as they are stored, unpacked: before rescale, window, palette or inversion.
 *
 * @param samples a pixel
 * @param values frame by frame, row by row, samples of a pixel side by side, the lowest byte first; do not change
 */
public record StoredPixels(SampleType type, int frames, int rows, int columns, int samples, byte[] values) {

    /** How many samples there are. */
    public int count() {
        return values.length / type.bytes();
    }

    /** One sample. */
    public double value(int index) {
        return switch (type) {
            case UINT8 -> bits(index);
            case INT8 -> (byte) bits(index);
            case UINT16 -> bits(index);
            case INT16 -> (short) bits(index);
            case FLOAT32 -> Float.intBitsToFloat(bits(index));
        };
    }

    /** The bits of one sample, unsigned. */
    int bits(int index) {
        int bits = 0;
        int at = index * type.bytes();
        for (int b = 0; b < type.bytes(); b++) {
            bits |= (values[at + b] & 0xFF) << 8 * b;
        }
        return bits;
    }

    /** SHA-256 of the values, in hex. */
    public String sha256() {
        return Sha256.of(values);
    }
}
