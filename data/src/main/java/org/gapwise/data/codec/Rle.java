package org.gapwise.data.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * DICOM's run-length coding (PS3.5 annex G): one segment for each byte of a sample, the highest byte first, each a row
 * of runs as in PackBits.
 */
public final class Rle {

    private static final int HEADER = 64;
    private static final int MOST_SEGMENTS = 15;

    private Rle() {}

    /** Unpacks one frame. */
    public static byte[] decode(byte[] frame, Shape shape) throws PixelFault {
        int segments = shape.samples() * shape.bytes();
        if (frame.length < HEADER) {
            throw PixelFault.damaged("the RLE data end within their header.");
        }
        ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        if (segments > MOST_SEGMENTS || header.getInt(0) != segments) {
            throw PixelFault.damaged("the RLE data have another number of segments than samples and bits ask for.");
        }
        byte[] values = new byte[shape.checked().size()];
        for (int s = 0; s < segments; s++) {
            int from = header.getInt(4 + 4 * s);
            int to = s + 1 < segments ? header.getInt(8 + 4 * s) : frame.length;
            if (from < HEADER || to < from || to > frame.length) {
                throw PixelFault.damaged("the RLE data have segments that lie outside of them.");
            }
            int sample = s / shape.bytes();
            int place = shape.bytes() - 1 - s % shape.bytes();
            unpack(ByteBuffer.wrap(frame, from, to - from), values, sample * shape.bytes() + place, segments);
        }
        return values;
    }

    /** Fills every {@code stride}-th byte from {@code first} on. */
    private static void unpack(ByteBuffer in, byte[] values, int first, int stride) throws PixelFault {
        int at = first;
        while (at < values.length) {
            if (in.remaining() < 2) {
                throw PixelFault.damaged("the RLE data end before the picture is full.");
            }
            int control = in.get();
            int count = control >= 0 ? control + 1 : control == -128 ? 0 : 1 - control;
            if (control >= 0 && in.remaining() < count || count > (values.length - at + stride - 1) / stride) {
                throw PixelFault.damaged("the RLE data hold a run that leads out of the picture.");
            }
            byte repeated = control < 0 && count > 0 ? in.get() : 0;
            for (int i = 0; i < count; i++, at += stride) {
                values[at] = control >= 0 ? in.get() : repeated;
            }
        }
    }
}
