package org.gapwise.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.gapwise.core.Seeds;
import org.gapwise.data.codec.Jpeg;
import org.gapwise.data.codec.PixelFault;
import org.gapwise.data.codec.Shape;
import org.junit.jupiter.api.Test;

/**
 * JPEG with 12 bits against the JDK's decoder, which has none: the coefficients of a picture of 8 bits mean the same
 * picture when they are said to be of 12, but for a middle of 2048 in place of 128.
 */
final class DeepJpegTest {

    private static final int LIFT = 2048 - 128;

    @Test
    void everySampleIsThatOfTheJdkLifted() throws Exception {
        SplittableRandom random = Seeds.of(12, "deep");
        for (int i = 0; i < 40; i++) {
            int width = 1 + random.nextInt(70);
            int height = 1 + random.nextInt(70);
            byte[] jpeg = i % 2 == 0
                    ? Jpegs.grey(Jpegs.soft(width, height, i), 0.5f + 0.5f * (float) random.nextDouble())
                    : Jpegs.written(Jpegs.soft(width, height, i), 1 + random.nextInt(9));
            BufferedImage plain = ImageIO.read(new ByteArrayInputStream(jpeg));
            byte[] deep = Jpeg.decodeLossy(deep(jpeg), shape(width, height));
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int wanted = plain.getRaster().getSample(x, y, 0) + LIFT;
                    assertThat(value(deep, y * width + x))
                            .as("%d: %d %d", i, x, y)
                            .isBetween(wanted - 1, wanted + 1);
                }
            }
        }
    }

    @Test
    void everyCutAndManyAChangeIsRefusedOrGivesAPicture() throws IOException {
        byte[] whole = deep(Jpegs.written(Jpegs.soft(45, 37, 3), 4));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Jpeg.decodeLossy(cut, shape(45, 37)))
                    .as("cut at " + length)
                    .isInstanceOf(PixelFault.class);
        }
        SplittableRandom random = Seeds.of(4, "mutants");
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] mutant = whole.clone();
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            try {
                assertThat(Jpeg.decodeLossy(mutant, shape(45, 37))).hasSize(45 * 37 * 2);
            } catch (PixelFault e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(200, 1900);
    }

    @Test
    void whatIsTooBrightOrTooDarkIsCutOff() throws Exception {
        byte[] jpeg = deep(Jpegs.grey(Jpegs.soft(16, 16, 1), 0.9f));
        int steps = find(jpeg, 0xDB) + 5;
        Arrays.fill(jpeg, steps, steps + 64, (byte) 255);
        byte[] deep = Jpeg.decodeLossy(jpeg, shape(16, 16));
        for (int i = 0; i < 256; i++) {
            assertThat(value(deep, i)).isBetween(0, 4095);
        }
    }

    @Test
    void colorsAndAnotherSizeAreRefused() throws IOException {
        byte[] grey = deep(Jpegs.grey(Jpegs.soft(16, 16, 1), 0.9f));
        assertThatThrownBy(() -> Jpeg.decodeLossy(grey, shape(16, 8)))
                .isInstanceOf(PixelFault.class)
                .hasMessageContaining("16 x 16");
        byte[] color = deep(Jpegs.color(16, 16, false));
        assertThatThrownBy(() -> Jpeg.decodeLossy(color, new Shape(16, 16, 3, 2, false)))
                .isInstanceOf(PixelFault.class)
                .hasMessageContaining("JPEG Extended (1.2.840.10008.1.2.4.51) with 12 bits and 3 samples");
    }

    private static Shape shape(int width, int height) {
        return new Shape(height, width, 1, 2, false);
    }

    private static int value(byte[] samples, int at) {
        return samples[2 * at] & 0xFF | (samples[2 * at + 1] & 0xFF) << 8;
    }

    /** The same coefficients, said to be of a picture with 12 bits. */
    private static byte[] deep(byte[] jpeg) {
        byte[] deep = jpeg.clone();
        int frame = find(deep, 0xC0);
        deep[frame + 1] = (byte) 0xC1;
        deep[frame + 4] = 12;
        return deep;
    }

    private static int find(byte[] jpeg, int marker) {
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != marker) {
            at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
        }
        return at;
    }
}
