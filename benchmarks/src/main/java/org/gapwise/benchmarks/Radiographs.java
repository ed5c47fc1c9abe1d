package org.gapwise.benchmarks;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.gapwise.core.Seeds;

/**
 * Pictures like those of MIMIC-CXR-JPG in what costs time: about 2,544 x 3,056 pixels, grey, quality 95, some 1.6 MB. A
 * bright field with a dark frame, two lungs, ribs, and the grain of a detector, which makes up most of the bytes.
 */
record Radiographs(int count, long seed) {

    private static final int WIDTH = 2544;
    private static final int HEIGHT = 3056;
    private static final float QUALITY = 0.95f;
    private static final double GRAIN = 2.3;
    private static final int FRAME = 60;

    /** Writes them and gives their paths. */
    List<Path> write(Path folder) {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = Seeds.of(seed + i, "radiograph");
            Path file = folder.resolve("radiograph-" + i + ".jpg");
            try {
                Files.createDirectories(folder);
                encode(picture(random), file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            files.add(file);
        }
        return files;
    }

    private static BufferedImage picture(SplittableRandom random) {
        int width = WIDTH - random.nextInt(40);
        int height = HEIGHT - random.nextInt(40);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] values = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        double tilt = 0.1 * random.nextDouble() - 0.05;
        double pitch = 150 + 40 * random.nextDouble();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = 2.0 * x / width - 1;
                double v = 2.0 * y / height - 1 + tilt * u;
                double level = edge(x, y, width, height) ? 0 : anatomy(u, v, 2 * Math.PI * y / pitch);
                double grain = edge(x, y, width, height) ? 0 : GRAIN * normal(random);
                values[y * width + x] = (byte) Math.max(0, Math.min(255, Math.round(level + grain)));
            }
        }
        return image;
    }

    private static boolean edge(int x, int y, int width, int height) {
        return x < FRAME || y < FRAME || x >= width - FRAME || y >= height - FRAME;
    }

    /** Grey value without grain; {@code u} and {@code v} from -1 to 1. */
    private static double anatomy(double u, double v, double phase) {
        double body = 190 - 60 * v * v;
        double left = Math.exp(-(Math.pow((u + 0.42) / 0.26, 4) + Math.pow((v + 0.1) / 0.55, 4)));
        double right = Math.exp(-(Math.pow((u - 0.42) / 0.26, 4) + Math.pow((v + 0.1) / 0.55, 4)));
        double ribs = 14 * (left + right) * Math.tanh(4 * Math.sin(phase + 3 * Math.abs(u)));
        return body - 120 * (left + right) + ribs;
    }

    /** Nearly normal, mean 0 and deviation 1: the sum of three uniform numbers. */
    private static double normal(SplittableRandom random) {
        return 2 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
    }

    private static void encode(BufferedImage image, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
    }
}
