package org.gapwise.data.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The segments of a JPEG (ITU-T T.81). Decoders paint the missing rest of a cut file grey and say nothing, so the walk
 * goes to the end marker; profiles and thumbnails are left out of what is passed on.
 */
final class JpegContainer {

    private static final int SOS = 0xDA;
    private static final int EOI = 0xD9;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long EIGHTIES = 0x8080808080808080L;

    private final byte[] bytes;
    /** What is passed on: the bytes themselves until a segment is left out, then a copy. */
    private byte[] kept;

    private int length;
    private int width;
    private int height;
    private int components;
    private boolean scanned;

    private JpegContainer(byte[] bytes) {
        this.bytes = bytes;
        this.kept = bytes;
    }

    static Container read(byte[] bytes) throws ImageFault {
        JpegContainer walk = new JpegContainer(bytes);
        walk.walk();
        return new Container("jpeg", walk.width, walk.height, walk.components == 1, walk.passedOn());
    }

    private void walk() throws ImageFault {
        length = 2;
        int at = 2;
        while (true) {
            int marker = marker(at);
            while (byteAt(at + 1) == 0xFF) {
                at++;
            }
            if (marker == EOI) {
                keep(at, at + 2);
                break;
            }
            int end = at + 2 + lengthAt(at + 2);
            segment(marker, at, end);
            at = end;
            if (marker == SOS) {
                at = afterEntropy(end);
                keep(end, at);
                scanned = true;
            }
        }
        if (components == 0 || !scanned) {
            throw ImageFault.damaged("the JPEG holds no picture.");
        }
    }

    private void segment(int marker, int at, int end) throws ImageFault {
        boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) {
            frame(marker, at + 4);
        }
        boolean application = marker >= 0xE1 && marker <= 0xEF && marker != 0xEE || marker == 0xFE;
        if (!application) {
            keep(at, end);
        }
    }

    private void keep(int from, int end) {
        if (length != from && kept == bytes) {
            kept = new byte[length + bytes.length - from];
            System.arraycopy(bytes, 0, kept, 0, length);
        }
        if (kept != bytes) {
            System.arraycopy(bytes, from, kept, length, end - from);
        }
        length += end - from;
    }

    private byte[] passedOn() {
        return kept.length == length ? kept : Arrays.copyOf(kept, length);
    }

    private void frame(int marker, int at) throws ImageFault {
        if (marker > 0xC2) {
            throw ImageFault.unsupported(
                    marker >= 0xC9 ? "the JPEG uses arithmetic coding." : "the JPEG is lossless or hierarchical.");
        }
        int precision = byteAt(at);
        height = byteAt(at + 1) << 8 | byteAt(at + 2);
        width = byteAt(at + 3) << 8 | byteAt(at + 4);
        components = byteAt(at + 5);
        if (precision != 8) {
            throw ImageFault.unsupported("the JPEG has " + precision + " bits a sample, only 8 are read.");
        }
        if (components != 1 && components != 3) {
            throw ImageFault.unsupported(
                    components == 4
                            ? "the JPEG is in CMYK (4 channels), not grey or RGB."
                            : "the JPEG has " + components + " channels, not 1 or 3.");
        }
        Container.checkSize(width, height);
    }

    /** The position of the first marker after entropy-coded data that is neither stuffing nor a restart. */
    private int afterEntropy(int from) throws ImageFault {
        for (int i = from; i + 1 < bytes.length; i++) {
            while (i + Long.BYTES + 1 < bytes.length && !holdsMarker((long) WORDS.get(bytes, i))) {
                i += Long.BYTES;
            }
            if (bytes[i] == (byte) 0xFF) {
                int next = bytes[i + 1] & 0xFF;
                if (next != 0 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7)) {
                    return i;
                }
            }
        }
        throw cut();
    }

    /** Whether one of eight bytes is 0xFF (that one byte of the complement is 0: Mycroft's test). */
    private static boolean holdsMarker(long word) {
        return (~word - ONES & word & EIGHTIES) != 0;
    }

    private int marker(int at) throws ImageFault {
        if (byteAt(at) != 0xFF) {
            throw ImageFault.damaged("the JPEG has bytes between its segments that belong to none: it was damaged.");
        }
        int i = at + 1;
        while (byteAt(i) == 0xFF) {
            i++;
        }
        return byteAt(i);
    }

    private int lengthAt(int at) throws ImageFault {
        int claimed = byteAt(at) << 8 | byteAt(at + 1);
        if (claimed < 2 || at + claimed > bytes.length) {
            throw cut();
        }
        return claimed;
    }

    private int byteAt(int at) throws ImageFault {
        if (at >= bytes.length) {
            throw cut();
        }
        return bytes[at] & 0xFF;
    }

    private static ImageFault cut() {
        return ImageFault.damaged("the JPEG ends before its end marker: it was cut off.");
    }
}
