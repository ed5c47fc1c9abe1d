package org.gapwise.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.data.codec.PixelFault;
import org.junit.jupiter.api.Test;

/** From stored samples to what a viewer shows. */
final class RenderingTest {

    private static final int SIDE = 8;

    @Test
    void aNegativeMarkedAsSuchGivesTheSamePictureAsItsTwin() throws PixelFault {
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = Seeds.of(seed, "twins");
            int bits = 6 + random.nextInt(11);
            int most = (1 << bits) - 1;
            int[] samples = random.ints(SIDE * SIDE, 0, most + 1).toArray();
            int[] turned = new int[samples.length];
            for (int i = 0; i < samples.length; i++) {
                turned[i] = most - samples[i];
            }
            Written one = Written.grey(SIDE, SIDE, bits, false, samples);
            Written twin = Written.grey(SIDE, SIDE, bits, false, turned).text(Tags.PHOTOMETRIC, "CS", "MONOCHROME1");
            String function = new String[] {"", "LINEAR", "LINEAR_EXACT", "SIGMOID"}[seed % 4];
            if (!function.isEmpty()) {
                int center = random.nextInt(most + 1);
                int width = 1 + random.nextInt(most);
                window(one, center, width, function);
                // LINEAR is symmetric about half a step below its center, the others about their center.
                window(twin, most - center + (function.equals("LINEAR") ? 1 : 0), width, function);
            }
            assertThat(picture(twin).values())
                    .as("seed " + seed)
                    .isEqualTo(picture(one).values());
        }
    }

    @Test
    void aLinearWindowFollowsTheStandardsFormula() throws PixelFault {
        int[] samples = {0, 10, 11, 100, 400, 2047, 2048, 2049, 3000, 4095};
        Written file = window(Written.grey(1, samples.length, 12, false, samples), 2048, 4096, "LINEAR");
        for (int i = 0; i < samples.length; i++) {
            double shown = ((samples[i] - (2048 - 0.5)) / (4096 - 1) + 0.5) * 255;
            assertThat(picture(file).values()[i] & 0xFF).isEqualTo((int) Math.floor(shown + 0.5));
        }
    }

    @Test
    void windowsActOnRescaledValues() throws PixelFault {
        Written file = Written.grey(1, 3, 16, false, 0, 1024, 2048)
                .text(Tags.RESCALE_SLOPE, "DS", "2")
                .text(Tags.RESCALE_INTERCEPT, "DS", "-1024 ");
        assertThat(greys(window(file, 1024, 2048, "LINEAR_EXACT"))).containsExactly(0, 128, 255);
        assertThat(greys(window(file, 1024, 2048, "SIGMOID"))).containsExactly(5, 128, 250);
    }

    @Test
    void withoutAWindowEightBitsStayAndMoreAreStretched() throws PixelFault {
        assertThat(greys(Written.grey(1, 4, 8, false, 0, 7, 200, 254))).containsExactly(0, 7, 200, 254);
        assertThat(greys(Written.grey(1, 4, 12, false, 100, 151, 304, 355))).containsExactly(0, 51, 204, 255);
        assertThat(greys(Written.grey(1, 4, 16, true, -100, -49, 104, 155))).containsExactly(0, 51, 204, 255);
        assertThat(greys(Written.grey(1, 2, 12, false, 500, 500))).containsExactly(0, 0);
    }

    @Test
    void paddingDoesNotStretchThePicture() throws PixelFault {
        Written file = Written.grey(1, 4, 16, true, -2000, 0, 51, 255).us(Tags.PADDING, -2000);
        assertThat(greys(file)).containsExactly(0, 0, 51, 255);
        file.us(Tags.PADDING_LIMIT, 0);
        assertThat(greys(file)).containsExactly(0, 0, 0, 255);
    }

    @Test
    void bitsThatAreNotStoredAreNotSeen() throws PixelFault {
        Written file = Written.grey(1, 3, 8, false, 0xF000, 0xF0FF, 0x0510).us(Tags.HIGH_BIT, 7);
        assertThat(greys(file)).containsExactly(0, 255, 16);
        assertThat(greys(file.us(Tags.HIGH_BIT, 11))).containsExactly(0, 15, 0x51);
    }

    @Test
    void tablesMapSamplesAndThenValues() throws PixelFault {
        Written file = Written.grey(1, 5, 16, false, 9, 10, 11, 12, 13)
                .table(Tags.MODALITY_TABLE, 10, 16, 1000, 3000, 2000)
                .table(Tags.WINDOW_TABLE, 1000, 8, new int[2001]);
        assertThat(greys(file)).containsOnly(0);
        int[] ramp = new int[2001];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i / 8;
        }
        assertThat(greys(file.table(Tags.WINDOW_TABLE, 1000, 8, ramp))).containsExactly(0, 0, 250, 125, 125);
        assertThat(greys(file.text(Tags.PHOTOMETRIC, "CS", "MONOCHROME1"))).containsExactly(255, 255, 5, 130, 130);
    }

    @Test
    void colorsComeInPlanesOrPixelsAndAreTheSame() throws PixelFault {
        int[] pixels = {255, 0, 1, 2, 128, 9};
        int[] planes = {255, 2, 0, 128, 1, 9};
        Written file = color("RGB").bytes(Tags.PIXELS, "OB", pixels);
        assertThat(bytes(picture(file))).containsExactly(planes);
        file.us(Tags.PLANAR, 1).bytes(Tags.PIXELS, "OB", planes);
        assertThat(bytes(picture(file))).containsExactly(planes);
    }

    @Test
    void brightnessAndColorsBecomeRedGreenAndBlue() throws PixelFault {
        Written full = color("YBR_FULL").bytes(Tags.PIXELS, "OB", 76, 85, 255, 76, 85, 255);
        assertThat(bytes(picture(full))).containsExactly(254, 254, 0, 0, 0, 0);
        Written halved = color("YBR_FULL_422").bytes(Tags.PIXELS, "OB", 76, 150, 85, 255);
        assertThat(bytes(picture(halved))).containsExactly(254, 255, 0, 74, 0, 74);
    }

    @Test
    void aPaletteGivesColors() throws PixelFault {
        Written file = Written.grey(1, 3, 16, false, 4, 5, 6).text(Tags.PHOTOMETRIC, "CS", "PALETTE COLOR");
        for (int c = 0; c < 3; c++) {
            file.us(Tags.PALETTE_DESCRIPTOR + c, 2, 5, 16);
            file.words(Tags.PALETTE + c, 257 * (10 + c), 257 * (100 + c));
        }
        assertThat(bytes(picture(file))).containsExactly(10, 10, 100, 11, 11, 101, 12, 12, 102);
        for (int c = 0; c < 3; c++) {
            file.words(Tags.PALETTE + c, 0, 65535);
        }
        assertThat(bytes(picture(file))).containsExactly(0, 0, 255);
    }

    @Test
    void whatIsNotRightIsRefusedWithItsReason() {
        Written file = Written.grey(1, 2, 12, false, 1, 2);
        assertThat(fault(window(file, 1, 0, "LINEAR"))).contains("window is 0.0 wide");
        assertThat(fault(window(file, 1, 5, "LOGISTIC"))).contains("function is none that is read");
        assertThat(fault(file.text(Tags.WINDOW_WIDTH, "DS", "1e999"))).contains("too large");
        assertThat(fault(file.text(Tags.WINDOW_WIDTH, "DS", "wide"))).contains("(0028,1051) is not a number");
        assertThat(fault(file.without(Tags.WINDOW_WIDTH).text(Tags.RESCALE_SLOPE, "DS", "0")))
                .contains("slope is 0");
        file.without(Tags.RESCALE_SLOPE);
        assertThat(fault(file.text(Tags.FRAMES, "IS", "2"))).contains("holds 2 frames");
        assertThat(fault(file.text(Tags.FRAMES, "IS", "-1"))).contains("number of frames");
        file.without(Tags.FRAMES);
        assertThat(fault(file.us(Tags.BITS_STORED, 17))).contains("17 bits stored");
        assertThat(fault(file.us(Tags.BITS_ALLOCATED, 64))).contains("64 bits");
        assertThat(fault(file.without(Tags.BITS_ALLOCATED))).contains("(0028,0100)", "absent");
        assertThat(fault(file.us(Tags.BITS_ALLOCATED, 16)
                        .us(Tags.BITS_STORED, 12)
                        .text(Tags.PHOTOMETRIC, "CS", "HSV")))
                .contains("photometric interpretation is none that is read");
    }

    private static Written window(Written file, int center, int width, String function) {
        return file.text(Tags.WINDOW_CENTER, "DS", String.valueOf(center))
                .text(Tags.WINDOW_WIDTH, "DS", String.valueOf(width))
                .text(Tags.WINDOW_FUNCTION, "CS", function);
    }

    /** Two pixels side by side. */
    private static Written color(String photometric) {
        return new Written(TransferSyntax.EXPLICIT_LITTLE.uid())
                .layout(1, 2, 8, 8)
                .us(Tags.SAMPLES, 3)
                .text(Tags.PHOTOMETRIC, "CS", photometric);
    }

    private static Pixels picture(Written file) throws PixelFault {
        return DicomFile.of(file.file()).picture();
    }

    private static int[] greys(Written file) throws PixelFault {
        Pixels pixels = picture(file);
        assertThat(pixels.channels()).isEqualTo(1);
        return bytes(pixels);
    }

    private static int[] bytes(Pixels pixels) {
        int[] numbers = new int[pixels.values().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = pixels.values()[i] & 0xFF;
        }
        return numbers;
    }

    private static String fault(Written file) {
        return catchThrowableOfType(PixelFault.class, () -> picture(file)).what();
    }
}
