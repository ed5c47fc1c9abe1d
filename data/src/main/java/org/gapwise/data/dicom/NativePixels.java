package org.gapwise.data.dicom;

import org.gapwise.data.codec.PixelFault;

/** Pixels that are not packed: brought into one order of bytes and samples. */
final class NativePixels {

    private final PixelHeader header;
    private final Element element;

    NativePixels(PixelHeader header, Element element) {
        this.header = header;
        this.element = element;
    }

    /** All samples, the lowest byte first, those of a pixel side by side. */
    byte[] values(int size) throws PixelFault {
        if (header.bitsAllocated() == 1) {
            return singleBits(size);
        }
        if (header.photometric() == Photometric.YBR_FULL_422) {
            return halved(size);
        }
        byte[] values = stored(size);
        return header.planar() ? interleaved(values) : values;
    }

    /** The first bytes of the element in our order. */
    private byte[] stored(long count) throws PixelFault {
        if (element.length() < count) {
            throw PixelFault.damaged("the pixel data have " + element.length() + " bytes, the header asks for " + count
                    + ": they were cut off.");
        }
        byte[] values = new byte[(int) count];
        System.arraycopy(element.bytes(), element.from(), values, 0, values.length);
        int word = header.type().bytes();
        if (element.big() && (word > 1 || element.vr().equals("OW"))) {
            turn(values, Math.max(2, word));
        }
        return values;
    }

    /** Turns each word; the last one may lack a byte, which then lies in the element after the values. */
    private void turn(byte[] values, int word) {
        for (int i = 0; i < values.length; i++) {
            int from = i / word * word + word - 1 - i % word;
            if (from < element.length()) {
                values[i] = element.bytes()[element.from() + from];
            }
        }
    }

    private byte[] interleaved(byte[] planes) {
        byte[] values = new byte[planes.length];
        int pixels = header.rows() * header.columns();
        int bytes = header.type().bytes();
        for (int frame = 0; frame < header.frames(); frame++) {
            int base = frame * pixels * header.samples() * bytes;
            for (int s = 0; s < header.samples(); s++) {
                for (int p = 0; p < pixels; p++) {
                    int from = base + (s * pixels + p) * bytes;
                    System.arraycopy(planes, from, values, base + (p * header.samples() + s) * bytes, bytes);
                }
            }
        }
        return values;
    }

    private byte[] singleBits(int size) throws PixelFault {
        byte[] bits = stored(((long) size + 7) / 8);
        byte[] values = new byte[size];
        for (int i = 0; i < size; i++) {
            values[i] = (byte) (bits[i / 8] >> i % 8 & 1);
        }
        return values;
    }

    /** Two pixels share their colors: two of brightness, one of blue, one of red. */
    private byte[] halved(int size) throws PixelFault {
        if (header.bitsAllocated() != 8 || header.columns() % 2 != 0) {
            throw PixelFault.unsupported("YBR_FULL_422 is read with 8 bits and an even number of columns only.");
        }
        byte[] pairs = stored(2L * size / 3);
        byte[] values = new byte[size];
        for (int i = 0; i < pairs.length / 4; i++) {
            for (int p = 0; p < 2; p++) {
                values[6 * i + 3 * p] = pairs[4 * i + p];
                values[6 * i + 3 * p + 1] = pairs[4 * i + 2];
                values[6 * i + 3 * p + 2] = pairs[4 * i + 3];
            }
        }
        return values;
    }
}
