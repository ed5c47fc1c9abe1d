package org.gapwise.data.codec;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.awt.image.Raster;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What runs behind the fence: a code stream from standard input; columns, rows, samples and the low 16 bits of each
 * sample to standard output. It ends itself, too, so that it does not outlive a parent that was killed.
 */
final class Jpeg2000Child {

    private Jpeg2000Child() {}

    public static void main(String[] args) throws IOException {
        Thread end = new Thread(() -> endAfter(Long.parseLong(args[0])));
        end.setDaemon(true);
        end.start();
        byte[] bytes;
        // Unbuffered, a file stream asks for its position, which a pipe does not have.
        try (InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in))) {
            bytes = in.readAllBytes();
        }
        Raster raster = decode(bytes);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16))) {
            write(raster, out);
        }
        // The library leaves threads behind.
        Runtime.getRuntime().halt(0);
    }

    private static void endAfter(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static Raster decode(byte[] bytes) throws IOException {
        ImageReader reader = new J2KImageReaderSpi().createReaderInstance(null);
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)), true, true);
        return reader.readRaster(0, null);
    }

    private static void write(Raster raster, DataOutputStream out) throws IOException {
        out.writeInt(raster.getWidth());
        out.writeInt(raster.getHeight());
        out.writeInt(raster.getNumBands());
        int[] row = new int[raster.getWidth() * raster.getNumBands()];
        byte[] bytes = new byte[2 * row.length];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i++) {
                bytes[2 * i] = (byte) row[i];
                bytes[2 * i + 1] = (byte) (row[i] >> 8);
            }
            out.write(bytes);
        }
    }
}
