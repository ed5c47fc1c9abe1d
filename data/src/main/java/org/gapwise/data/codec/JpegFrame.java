package org.gapwise.data.codec;

/**
 * What the frame header of a JPEG or JPEG-LS stream says (ITU-T T.81 B.2.2), found without decoding anything.
 *
 * @param process the marker's low byte: 0xC0 baseline, 0xC1 extended, 0xC3 lossless, 0xF7 JPEG-LS
 * @param precision bits a sample
 * @param end position after the header
 */
record JpegFrame(int process, int precision, int rows, int columns, int components, int end) {

    static final int BASELINE = 0xC0;
    static final int EXTENDED = 0xC1;
    static final int LOSSLESS = 0xC3;
    static final int LS = 0xF7;

    private static final int MOST_SEGMENTS = 1000;

    static JpegFrame of(byte[] bytes) throws PixelFault {
        Segments segments = new Segments(bytes);
        for (int i = 0; i < MOST_SEGMENTS; i++) {
            int marker = segments.next();
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
                    || marker == LS) {
                int at = segments.start();
                return new JpegFrame(
                        marker,
                        segments.byteAt(at),
                        segments.byteAt(at + 1) << 8 | segments.byteAt(at + 2),
                        segments.byteAt(at + 3) << 8 | segments.byteAt(at + 4),
                        segments.byteAt(at + 5),
                        segments.end());
            }
        }
        throw PixelFault.damaged("the JPEG data hold no frame header.");
    }

    /** Refuses a frame that is not the picture the file's header speaks of. */
    JpegFrame expect(Shape shape) throws PixelFault {
        shape.checked();
        if (rows != shape.rows() || columns != shape.columns()) {
            throw PixelFault.damaged("the JPEG data have " + columns + " x " + rows + " pixels, the header says "
                    + shape.columns() + " x " + shape.rows() + ".");
        }
        if (components != shape.samples()) {
            throw PixelFault.damaged(
                    "the JPEG data have " + components + " samples a pixel, the header says " + shape.samples() + ".");
        }
        if (precision < 2 || precision > 8 * shape.bytes()) {
            throw PixelFault.damaged(
                    "the JPEG data have " + precision + " bits a sample, the header says " + 8 * shape.bytes() + ".");
        }
        return this;
    }

    /** The marker segments at the start of a stream, one after the other. */
    static final class Segments {

        private final byte[] bytes;
        private int start;
        private int end;

        Segments(byte[] bytes) throws PixelFault {
            this.bytes = bytes;
            if (byteAt(0) != 0xFF || byteAt(1) != 0xD8) {
                throw PixelFault.damaged("the JPEG data do not begin as a JPEG.");
            }
            end = 2;
        }

        /** The next segment's marker; {@link #start} and {@link #end} enclose what it holds. */
        int next() throws PixelFault {
            int at = end;
            if (byteAt(at) != 0xFF) {
                throw PixelFault.damaged("the JPEG data have bytes between their segments that belong to none.");
            }
            while (byteAt(at) == 0xFF) {
                at++;
            }
            int marker = byteAt(at);
            int length = byteAt(at + 1) << 8 | byteAt(at + 2);
            start = at + 3;
            end = at + 1 + length;
            if (length < 2 || end > bytes.length) {
                throw cut();
            }
            return marker;
        }

        int start() {
            return start;
        }

        int end() {
            return end;
        }

        int byteAt(int at) throws PixelFault {
            if (at >= bytes.length) {
                throw cut();
            }
            return bytes[at] & 0xFF;
        }

        private static PixelFault cut() {
            return PixelFault.damaged("the JPEG data end before their picture: they were cut off.");
        }
    }
}
