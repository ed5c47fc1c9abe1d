package org.gapwise.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.gapwise.core.cohort.Pixels;
import org.junit.jupiter.api.Test;

final class ResizeTest {

    @Test
    void aPlainPictureStaysPlainAtAnySize() {
        byte[] values = new byte[3 * 37 * 53];
        Arrays.fill(values, (byte) 200);
        for (int size : new int[] {1, 8, 37, 64, 224}) {
            assertThat(Resize.square(new Pixels(3, 37, 53, values), size).values())
                    .hasSize(3 * size * size)
                    .containsOnly(200);
        }
    }

    @Test
    void shrinkingCountsEveryPixel() {
        byte[] values = new byte[64 * 64];
        values[33 * 64 + 33] = (byte) 255;
        int total = 0;
        for (byte value : Resize.square(new Pixels(1, 64, 64, values), 32).values()) {
            total += value & 0xFF;
        }
        assertThat(total).isBetween(50, 90);
    }

    @Test
    void aRampStaysARamp() {
        byte[] values = new byte[4 * 200];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i % 200);
        }
        byte[] small = Resize.square(new Pixels(1, 4, 200, values), 20).values();
        for (int x = 1; x < 19; x++) {
            assertThat(small[x] & 0xFF).isBetween(10 * x + 4, 10 * x + 5);
        }
    }

    @Test
    void theSameSizeIsThePictureItself() throws ImageFault {
        Pixels pixels = Decoder.decode(Container.of(Pictures.bytes("png", BufferedImage.TYPE_BYTE_GRAY, 16, 16, 1)));
        assertThat(Resize.square(pixels, 16).values()).isEqualTo(pixels.values());
    }
}
