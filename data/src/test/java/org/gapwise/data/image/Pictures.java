package org.gapwise.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.gapwise.core.Seeds;

/** Small pictures for tests. */
final class Pictures {

    private Pictures() {}

    static byte[] bytes(String format, int type, int width, int height, long seed) {
        return encode(format, image(type, width, height, seed));
    }

    static BufferedImage image(int type, int width, int height, long seed) {
        BufferedImage image = new BufferedImage(width, height, type);
        WritableRaster raster = image.getRaster();
        SplittableRandom random = Seeds.of(seed, "picture");
        int most = type == BufferedImage.TYPE_USHORT_GRAY ? 65536 : type == BufferedImage.TYPE_BYTE_BINARY ? 2 : 256;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int b = 0; b < raster.getNumBands(); b++) {
                    raster.setSample(x, y, b, random.nextInt(most));
                }
            }
        }
        return image;
    }

    static byte[] encode(String format, BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
