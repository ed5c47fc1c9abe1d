package org.gapwise.data.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG (W3C Recommendation, third edition). The JDK's reader does not look at chunk checksums, so this
 * does, for every chunk; only what makes pixels is passed on.
 */
final class PngContainer {

    private static final int SIGNATURE = 8;
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504C5445;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;

    /** Deflate cannot shrink further than this. */
    private static final long DEFLATE_LIMIT = 1032;

    private PngContainer() {}

    static Container read(byte[] bytes) throws ImageFault {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, SIGNATURE);
        in.position(SIGNATURE);
        Header header = Header.NONE;
        long data = 0;
        while (true) {
            int start = in.position();
            int length = chunkLength(in);
            int type = in.getInt(start + 4);
            checkCrc(bytes, start, length);
            if (start == SIGNATURE) {
                header = Header.read(in, type, length);
            }
            if (type == IHDR || type == PLTE || type == IDAT || type == IEND) {
                kept.write(bytes, start, length + 12);
            }
            data += type == IDAT ? length : 0;
            in.position(start + length + 12);
            if (type == IEND) {
                break;
            }
        }
        if (data * DEFLATE_LIMIT < header.bytes()) {
            throw ImageFault.damaged("the file holds too little data for the " + header.width + " x " + header.height
                    + " pixels of its header.");
        }
        return new Container("png", header.width, header.height, header.grey(), kept.toByteArray());
    }

    private static int chunkLength(ByteBuffer in) throws ImageFault {
        if (in.remaining() < 12) {
            throw ImageFault.damaged("the PNG ends before its last chunk: it was cut off.");
        }
        long length = in.getInt(in.position()) & 0xFFFFFFFFL;
        if (length > in.remaining() - 12) {
            throw ImageFault.damaged("the PNG ends inside a chunk: it was cut off.");
        }
        return (int) length;
    }

    private static void checkCrc(byte[] bytes, int start, int length) throws ImageFault {
        CRC32 crc = new CRC32();
        crc.update(bytes, start + 4, length + 4);
        if ((int) crc.getValue() != ByteBuffer.wrap(bytes).getInt(start + 8 + length)) {
            throw ImageFault.damaged("a PNG chunk does not match its checksum: the file was damaged.");
        }
    }

    private record Header(int width, int height, int depth, int color) {
        static final Header NONE = new Header(0, 0, 0, 0);

        static Header read(ByteBuffer in, int type, int length) throws ImageFault {
            if (type != IHDR || length != 13) {
                throw ImageFault.damaged("the PNG does not begin with its header.");
            }
            int at = in.position() + 8;
            checkSizes(in.getInt(at), in.getInt(at + 4));
            return new Header(in.getInt(at), in.getInt(at + 4), in.get(at + 8), in.get(at + 9));
        }

        private static void checkSizes(int width, int height) throws ImageFault {
            Container.checkSize(width & 0xFFFFFFFFL, height & 0xFFFFFFFFL);
        }

        boolean grey() {
            return color == 0 || color == 4;
        }

        /** Size of the pixels before compression, one filter byte a row left out. */
        long bytes() {
            int channels = color == 2 ? 3 : color == 6 ? 4 : color == 4 ? 2 : 1;
            return ((long) width * depth * channels + 7) / 8 * height;
        }
    }
}
