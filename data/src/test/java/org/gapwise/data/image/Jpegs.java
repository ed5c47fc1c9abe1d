package org.gapwise.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.gapwise.core.Seeds;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** JPEGs of all kinds for tests. */
final class Jpegs {

    private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

    private Jpegs() {}

    /** Waves and grain between 40 and 215, so that no sample is cut off at black or white. */
    static BufferedImage soft(int width, int height, long seed) {
        SplittableRandom random = Seeds.of(seed, "soft");
        double across = 0.05 + 0.5 * random.nextDouble();
        double down = 0.05 + 0.5 * random.nextDouble();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double wave = 127 + 50 * Math.sin(across * x) * Math.cos(down * y);
                image.getRaster().setSample(x, y, 0, (int) (wave + 30 * random.nextDouble() - 15));
            }
        }
        return image;
    }

    /** A bright field with a black frame, dark ovals, stripes like ribs, and grain. */
    static BufferedImage radiograph(int width, int height, long seed) {
        SplittableRandom random = Seeds.of(seed, "radiograph");
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        int frame = width / 40;
        for (int y = frame; y < height - frame; y++) {
            for (int x = frame; x < width - frame; x++) {
                double u = Math.abs(2.0 * x / width - 1) - 0.45;
                double v = 2.0 * y / height - 1;
                double lung = Math.exp(-(u * u / 0.05 + v * v / 0.4));
                double level = 200 - 50 * v * v - lung * (120 - 20 * Math.sin(v * 25 + 3 * u));
                double grain = 12 * (random.nextDouble() + random.nextDouble() - 1);
                image.getRaster().setSample(x, y, 0, (int) Math.max(0, Math.min(255, level + grain)));
            }
        }
        return image;
    }

    static byte[] grey(BufferedImage image, float quality) {
        return write(image, quality, false, 0, false);
    }

    /** With a restart marker every so many blocks. */
    static byte[] written(BufferedImage image, int interval) {
        return write(image, 0.9f, false, interval, false);
    }

    static byte[] progressive(BufferedImage image) {
        return write(image, 0.9f, true, 0, false);
    }

    /** 4:2:0 when {@code halved}, else 4:4:4. */
    static byte[] color(int width, int height, boolean halved) {
        return write(Pictures.image(BufferedImage.TYPE_3BYTE_BGR, width, height, 1), 0.9f, false, 0, !halved);
    }

    private static byte[] write(BufferedImage image, float quality, boolean progressive, int interval, boolean whole) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), how);
            if (interval > 0 || whole) {
                change(metadata, interval, whole);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, metadata), how);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static void change(IIOMetadata metadata, int interval, boolean whole) throws IOException {
        Node root = metadata.getAsTree(FORMAT);
        Node sequence = root.getLastChild();
        if (interval > 0) {
            IIOMetadataNode restarts = new IIOMetadataNode("dri");
            restarts.setAttribute("interval", Integer.toString(interval));
            sequence.insertBefore(restarts, sequence.getFirstChild());
        }
        if (whole) {
            Element frame =
                    (Element) ((Element) root).getElementsByTagName("sof").item(0);
            Element first = (Element) frame.getFirstChild();
            first.setAttribute("HsamplingFactor", "1");
            first.setAttribute("VsamplingFactor", "1");
        }
        metadata.setFromTree(FORMAT, root);
    }
}
