package org.gapwise.data.codec;

import com.github.jaiimageio.impl.common.ImageUtil;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;

/** JPEG 2000 (ITU-T T.800) by the one library there is, behind a {@link Fence}; its header is read here, first. */
public final class Jpeg2000 {

    private static final int MEBI = 1 << 20;
    private static final int LEAST_HEAP_MIB = 96;
    private static final int BYTES_A_SAMPLE = 48;
    private static final int MOST_HEAP_MIB = 4096;
    private static final long LEAST_MILLIS = 2500;
    private static final long MILLIS_A_MEGAPIXEL = 500;

    private Jpeg2000() {}

    /** Unpacks one frame. */
    public static byte[] decode(byte[] frame, Shape shape) throws PixelFault {
        int precision = Jpeg2000Header.precision(frame, shape);
        Fence fence = fence(shape);
        try {
            return fence.run(
                    Jpeg2000Child.class,
                    List.of(J2KImageReaderSpi.class, ImageUtil.class),
                    frame,
                    in -> values(in, shape, precision));
        } catch (IOException e) {
            throw PixelFault.damaged("the JPEG 2000 data are damaged, or take more than " + fence.heapMiB() + " MiB or "
                    + fence.millis() / 1000 + " s to decode.");
        }
    }

    private static Fence fence(Shape shape) {
        long samples = (long) shape.pixels() * shape.samples();
        long heap = LEAST_HEAP_MIB + samples * BYTES_A_SAMPLE / MEBI;
        long millis = LEAST_MILLIS + MILLIS_A_MEGAPIXEL * samples / 1_000_000;
        return new Fence((int) Math.min(MOST_HEAP_MIB, heap), millis);
    }

    private static byte[] values(DataInputStream in, Shape shape, int precision) throws IOException, PixelFault {
        if (in.readInt() != shape.columns() || in.readInt() != shape.rows() || in.readInt() != shape.samples()) {
            throw PixelFault.damaged("the JPEG 2000 data have another size than their header says.");
        }
        byte[] values = new byte[shape.size()];
        byte[] row = new byte[2 * shape.columns() * shape.samples()];
        int unused = Integer.SIZE - precision;
        for (int y = 0; y < shape.rows(); y++) {
            in.readFully(row);
            for (int i = 0; i < row.length / 2; i++) {
                int bits = (row[2 * i] & 0xFF | row[2 * i + 1] << 8) << unused;
                // The file's header decides about the sign; some code streams say otherwise.
                shape.put(values, y * row.length / 2 + i, shape.signed() ? bits >> unused : bits >>> unused);
            }
        }
        return values;
    }
}
