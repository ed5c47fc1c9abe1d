package org.gapwise.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.data.codec.GreyJpeg;
import org.gapwise.data.codec.ImageReaders;
import org.gapwise.data.codec.PixelFault;
import org.gapwise.data.dicom.DicomFile;

/**
 * Bytes to 8-bit pixels with the JDK's readers, or with our own for DICOM and for large grey JPEGs. Color profiles, transparency and the EXIF orientation are ignored: a model sees the stored samples. 16-bit
 * samples are scaled by 255 / 65535 and rounded.
 */
final class Decoder {

    /** Part of a store's key: raise it when decoding or resizing gives other numbers. */
    static final int VERSION = 2;

    /** A JPEG that is decoded smaller keeps at least 8 samples for 3 of the scaled picture, in each direction. */
    private static final int KEPT = 8;

    private static final int WANTED = 3;

    private static final int BLOCK = 8;

    private Decoder() {}

    /** Decoded and scaled. A grey JPEG much larger than that is decoded smaller, which gives nearly the same. */
    static Pixels square(Container container, int size) throws ImageFault {
        int side = side(container, size);
        if (side < BLOCK && container.format().equals("jpeg") && container.grey()) {
            Optional<GreyJpeg.Picture> reduced = GreyJpeg.decode(container.stripped(), side);
            if (reduced.isPresent()) {
                return Resize.means(pixels(reduced.get()), BLOCK / side, container.width(), container.height(), size);
            }
        }
        return Resize.square(decode(container), size);
    }

    /** How many samples of 8 are enough. */
    private static int side(Container container, int size) {
        int side = BLOCK;
        int shorter = Math.min(container.height(), container.width());
        while (side > 1 && (long) shorter * (side / 2) * WANTED >= (long) BLOCK * KEPT * size) {
            side /= 2;
        }
        return side;
    }

    private static Pixels pixels(GreyJpeg.Picture picture) {
        return new Pixels(1, picture.rows(), picture.columns(), picture.samples());
    }

    static Pixels decode(Container container) throws ImageFault {
        if (container.format().equals(Container.DICOM)) {
            return dicom(container);
        }
        BufferedImage image = read(container);
        if (image.getWidth() != container.width() || image.getHeight() != container.height()) {
            throw ImageFault.damaged("the picture has another size than its header says.");
        }
        return image.getColorModel() instanceof IndexColorModel palette
                ? indexed(image.getRaster(), palette)
                : sampled(image);
    }

    private static Pixels dicom(Container container) throws ImageFault {
        try {
            return DicomFile.of(container.stripped()).picture();
        } catch (PixelFault e) {
            throw ImageFault.of(e);
        }
    }

    private static BufferedImage read(Container container) throws ImageFault {
        ImageReader reader = ImageReaders.jdk(container.format());
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(container.stripped()))) {
            reader.setInput(in, true, true);
            BufferedImage image = reader.read(0);
            if (!warnings.isEmpty()) {
                throw ImageFault.damaged(
                        "the " + container.format() + " data are damaged (" + sentence(warnings) + ").");
            }
            return image;
        } catch (IOException | RuntimeException e) {
            // The JDK's readers throw unchecked exceptions, too, when bytes make no sense.
            throw ImageFault.damaged("the " + container.format() + " data cannot be decoded (" + reason(e) + ").");
        } finally {
            reader.dispose();
        }
    }

    private static String sentence(List<String> warnings) {
        return shortened(warnings.get(0));
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : shortened(message);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > 100 ? line.substring(0, 100) + "..." : line;
    }

    private static Pixels indexed(Raster raster, IndexColorModel palette) {
        int[] rgb = new int[palette.getMapSize()];
        palette.getRGBs(rgb);
        boolean grey = true;
        for (int color : rgb) {
            grey &= (color >> 16 & 0xFF) == (color & 0xFF) && (color >> 8 & 0xFF) == (color & 0xFF);
        }
        int width = raster.getWidth();
        int height = raster.getHeight();
        int channels = grey ? 1 : 3;
        byte[] values = new byte[channels * height * width];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                int color = rgb[Math.min(row[x], rgb.length - 1)];
                for (int c = 0; c < channels; c++) {
                    values[(c * height + y) * width + x] = (byte) (color >> 8 * (2 - c));
                }
            }
        }
        return new Pixels(channels, height, width, values);
    }

    private static Pixels sampled(BufferedImage image) throws ImageFault {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int channels = bands <= 2 ? 1 : 3;
        int type = raster.getSampleModel().getDataType();
        if (type == DataBuffer.TYPE_BYTE
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && raster.getDataBuffer() instanceof DataBufferByte buffer
                && raster.getParent() == null) {
            return interleaved(model, buffer.getData(), channels);
        }
        if (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT) {
            throw ImageFault.unsupported("the samples are neither 8 nor 16 bits wide.");
        }
        return anySampled(raster, channels, type == DataBuffer.TYPE_USHORT ? 65535 : 255);
    }

    private static Pixels interleaved(PixelInterleavedSampleModel model, byte[] data, int channels) {
        int width = model.getWidth();
        int height = model.getHeight();
        int[] offsets = model.getBandOffsets();
        byte[] values = new byte[channels * height * width];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                int from = y * model.getScanlineStride() + offsets[c];
                int to = (c * height + y) * width;
                for (int x = 0; x < width; x++) {
                    values[to + x] = data[from + x * model.getPixelStride()];
                }
            }
        }
        return new Pixels(channels, height, width, values);
    }

    private static Pixels anySampled(Raster raster, int channels, int most) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] values = new byte[channels * height * width];
        int[] row = new int[width];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                raster.getSamples(0, y, width, 1, c, row);
                int to = (c * height + y) * width;
                for (int x = 0; x < width; x++) {
                    values[to + x] = (byte) ((row[x] * 255 + most / 2) / most);
                }
            }
        }
        return new Pixels(channels, height, width, values);
    }
}
