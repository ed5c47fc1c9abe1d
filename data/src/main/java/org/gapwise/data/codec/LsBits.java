package org.gapwise.data.codec;

/** The bits of a JPEG-LS scan: after a byte of ones the next one has a stuffed zero bit on top. */
final class LsBits {

    private final byte[] bytes;
    private int at;
    private int current;
    private int left;

    LsBits(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    boolean one() throws PixelFault {
        if (left == 0) {
            fill();
        }
        left--;
        return (current >> left & 1) == 1;
    }

    private void fill() throws PixelFault {
        boolean stuffed = current == 0xFF;
        if (at >= bytes.length) {
            throw PixelFault.damaged("the JPEG-LS data end before the picture is full.");
        }
        current = bytes[at] & 0xFF;
        if (stuffed && current >= 0x80) {
            throw PixelFault.damaged("the JPEG-LS data end before the picture is full.");
        }
        at++;
        left = stuffed ? 7 : 8;
    }

    int read(int count) throws PixelFault {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | (one() ? 1 : 0);
        }
        return value;
    }

    /** A number in the limited-length Golomb code, A.5.3. */
    int golomb(int k, int limit, int qbpp) throws PixelFault {
        int zeros = 0;
        int most = limit - qbpp - 1;
        while (!one()) {
            zeros++;
            if (zeros > most) {
                throw PixelFault.damaged("the JPEG-LS data hold a code that is too long.");
            }
        }
        return zeros < most ? zeros << k | read(k) : read(qbpp) + 1;
    }
}
