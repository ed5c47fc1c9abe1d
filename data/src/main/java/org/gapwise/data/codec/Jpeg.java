package org.gapwise.data.codec;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * JPEG with 8 bits by the JDK's reader, grey JPEG with 12 by our own, lossless JPEG by TwelveMonkeys'; samples stay as
 * they are coded.
 */
public final class Jpeg {

    /** What a sample takes while it is decoded: the library's number, its raster, and our copy. */
    private static final int LOSSLESS_BYTES = 8;

    private Jpeg() {}

    /** Unpacks one frame of baseline or extended JPEG. */
    public static byte[] decodeLossy(byte[] frame, Shape shape) throws PixelFault {
        JpegFrame header = JpegFrame.of(frame).expect(shape);
        if (header.process() != JpegFrame.BASELINE && header.process() != JpegFrame.EXTENDED) {
            throw PixelFault.damaged("the pixel data are not the kind of JPEG that the header says.");
        }
        if (header.precision() == GreyScan.DEEP && shape.samples() == 1) {
            return DeepJpeg.decode(frame, shape);
        }
        if (header.precision() != GreyScan.USUAL) {
            throw PixelFault.unsupported("the picture is JPEG Extended (1.2.840.10008.1.2.4.51) with "
                    + header.precision() + " bits and " + shape.samples()
                    + " samples a pixel; 8 bits are read, and 12 of grey.");
        }
        return decode(ImageReaders.jdk("jpeg"), frame, shape);
    }

    /** Unpacks one frame of lossless JPEG (T.81 annex H, Huffman coded). */
    public static byte[] decodeLossless(byte[] frame, Shape shape) throws PixelFault {
        JpegFrame header = JpegFrame.of(frame).expect(shape);
        if (header.process() != JpegFrame.LOSSLESS) {
            throw PixelFault.damaged("the pixel data are not lossless JPEG, as the header says.");
        }
        if (shape.size() / shape.bytes() > 8L * frame.length) {
            throw PixelFault.damaged("the JPEG data are too few for the picture that the header says.");
        }
        Shape.requireMemory((long) LOSSLESS_BYTES * shape.pixels() * shape.samples());
        return decode(ImageReaders.twelveMonkeys("jpeg"), frame, shape);
    }

    private static byte[] decode(ImageReader reader, byte[] frame, Shape shape) throws PixelFault {
        AtomicBoolean warned = new AtomicBoolean();
        reader.addIIOReadWarningListener((source, warning) -> warned.set(true));
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(frame))) {
            reader.setInput(in, true, true);
            Raster raster = reader.readRaster(0, null);
            if (warned.get() || raster.getWidth() != shape.columns() || raster.getHeight() != shape.rows()) {
                throw PixelFault.damaged("the JPEG data are damaged.");
            }
            return values(raster, shape);
        } catch (IOException | RuntimeException e) {
            // Both readers throw unchecked exceptions, too, when bytes make no sense.
            throw PixelFault.damaged(
                    "the JPEG data cannot be decoded (" + e.getClass().getSimpleName() + ").");
        } finally {
            reader.dispose();
        }
    }

    private static byte[] values(Raster raster, Shape shape) throws PixelFault {
        if (raster.getNumBands() != shape.samples()) {
            throw PixelFault.damaged("the JPEG data have another number of samples than the header says.");
        }
        byte[] values = new byte[shape.size()];
        int[] row = new int[shape.columns() * shape.samples()];
        for (int y = 0; y < shape.rows(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, shape.columns(), 1, row);
            for (int i = 0; i < row.length; i++) {
                shape.put(values, y * row.length + i, row[i]);
            }
        }
        return values;
    }
}
