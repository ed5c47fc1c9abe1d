package org.gapwise.data.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** The SIZ segment that begins a JPEG 2000 code stream (ITU-T T.800, A.5.1). */
final class Jpeg2000Header {

    private static final int START = 0xFF4FFF51;
    private static final int MOST_TILES = 65_535;

    private Jpeg2000Header() {}

    /** Bits a sample; refuses a stream that is not the picture the file's header speaks of. */
    static int precision(byte[] frame, Shape shape) throws PixelFault {
        shape.checked();
        try {
            ByteBuffer in = ByteBuffer.wrap(frame);
            if (in.getInt() != START) {
                throw PixelFault.damaged("the pixel data do not begin as JPEG 2000.");
            }
            in.position(8);
            long[] grid = new long[8];
            for (int i = 0; i < grid.length; i++) {
                grid[i] = Integer.toUnsignedLong(in.getInt());
            }
            checkGrid(grid, shape);
            return precision(in, shape);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw PixelFault.damaged("the JPEG 2000 data end within their header.");
        }
    }

    /** Image size, its offset, tile size, its offset. */
    private static void checkGrid(long[] grid, Shape shape) throws PixelFault {
        if (grid[0] - grid[2] != shape.columns() || grid[1] - grid[3] != shape.rows()) {
            throw PixelFault.damaged("the JPEG 2000 data have " + (grid[0] - grid[2]) + " x " + (grid[1] - grid[3])
                    + " pixels, the header says " + shape.columns() + " x " + shape.rows() + ".");
        }
        boolean offset = grid[6] > grid[2] || grid[7] > grid[3] || grid[2] > Shape.MAX_PIXELS;
        if (offset || grid[3] > Shape.MAX_PIXELS || grid[4] == 0 || grid[5] == 0) {
            throw PixelFault.damaged("the JPEG 2000 data have tiles that lie beside the picture.");
        }
        long across = (grid[0] - grid[6] + grid[4] - 1) / grid[4];
        long down = (grid[1] - grid[7] + grid[5] - 1) / grid[5];
        if (across > MOST_TILES || down > MOST_TILES || across * down > MOST_TILES) {
            throw PixelFault.damaged("the JPEG 2000 data have more tiles than there can be.");
        }
    }

    private static int precision(ByteBuffer in, Shape shape) throws PixelFault {
        int components = in.getShort() & 0xFFFF;
        if (components != shape.samples()) {
            throw PixelFault.damaged("the JPEG 2000 data have " + components + " samples a pixel, the header says "
                    + shape.samples() + ".");
        }
        int first = in.get() & 0x7F;
        in.position(in.position() - 1);
        for (int c = 0; c < components; c++) {
            int bits = (in.get() & 0x7F) + 1;
            if (bits != first + 1 || in.get() != 1 || in.get() != 1) {
                throw PixelFault.unsupported("the JPEG 2000 components differ in size or bits, which is not read.");
            }
        }
        if (first + 1 > 8 * shape.bytes() || first + 1 > 16) {
            throw PixelFault.damaged("the JPEG 2000 data have " + (first + 1) + " bits a sample, the header says "
                    + 8 * shape.bytes() + ".");
        }
        return first + 1;
    }
}
