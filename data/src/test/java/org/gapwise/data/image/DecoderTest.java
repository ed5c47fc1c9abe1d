package org.gapwise.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.data.SharedData;
import org.junit.jupiter.api.Test;

final class DecoderTest {

    @Test
    void everyKindOfPngKeepsItsSamples() throws ImageFault {
        for (int type :
                new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_4BYTE_ABGR}) {
            BufferedImage image = Pictures.image(type, 7, 5, 1);
            Pixels pixels = decode(Pictures.encode("png", image));
            assertThat(pixels.channels()).isEqualTo(type == BufferedImage.TYPE_BYTE_GRAY ? 1 : 3);
            for (int c = 0; c < pixels.channels(); c++) {
                for (int y = 0; y < 5; y++) {
                    for (int x = 0; x < 7; x++) {
                        assertThat(pixels.values()[(c * 5 + y) * 7 + x] & 0xFF)
                                .isEqualTo(image.getRaster().getSample(x, y, c));
                    }
                }
            }
        }
    }

    @Test
    void sixteenBitsAreScaledAndPalettesUnfolded() throws ImageFault {
        BufferedImage deep = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 65535);
        deep.getRaster().setSample(1, 0, 0, 32768);
        deep.getRaster().setSample(2, 0, 0, 128);
        assertThat(decode(Pictures.encode("png", deep)).values()).containsExactly(255, 128, 0);
        Pixels bits = decode(Pictures.bytes("png", BufferedImage.TYPE_BYTE_BINARY, 9, 2, 1));
        assertThat(bits.channels()).isEqualTo(1);
        assertThat(bits.values()).contains(0, 255);
        Pixels palette = decode(Pictures.bytes("png", BufferedImage.TYPE_BYTE_INDEXED, 9, 2, 1));
        assertThat(palette.channels()).isEqualTo(3);
    }

    @Test
    void jpegsAreReadInGreyAndColor() throws ImageFault {
        assertThat(decode(Pictures.bytes("jpg", BufferedImage.TYPE_BYTE_GRAY, 20, 10, 1))
                        .channels())
                .isEqualTo(1);
        Pixels color = decode(Pictures.bytes("jpg", BufferedImage.TYPE_3BYTE_BGR, 20, 10, 1));
        assertThat(List.of(color.channels(), color.height(), color.width())).containsExactly(3, 10, 20);
    }

    @Test
    void noCutPictureIsTakenForAWholeOne() {
        for (String format : List.of("png", "jpg")) {
            byte[] whole = Pictures.bytes(format, BufferedImage.TYPE_BYTE_GRAY, 40, 30, 2);
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThat(catchThrowableOfType(ImageFault.class, () -> decode(cut)))
                        .as(format + " cut at " + cut.length)
                        .isNotNull();
            }
        }
    }

    @Test
    void noFlippedBitInAPngPassesUnseen() throws ImageFault {
        byte[] whole = Pictures.bytes("png", BufferedImage.TYPE_BYTE_GRAY, 40, 30, 3);
        Pixels right = decode(whole);
        SplittableRandom random = Seeds.of(1, "flips");
        for (int i = 0; i < 500; i++) {
            byte[] flipped = whole.clone();
            int bit = random.nextInt(8 * flipped.length);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(decode(flipped).values()).isEqualTo(right.values());
            } catch (ImageFault e) {
                assertThat(e.what()).isNotBlank();
            }
        }
    }

    @Test
    void mutatedJpegsGiveAPictureOrAFault() {
        byte[] whole = Pictures.bytes("jpg", BufferedImage.TYPE_3BYTE_BGR, 60, 50, 4);
        SplittableRandom random = Seeds.of(2, "mutants");
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] mutant = whole.clone();
            for (int k = 0; k < 3; k++) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            try {
                decode(mutant);
            } catch (ImageFault e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void bombsAreRefusedBeforeTheyAreUnpacked() {
        byte[] png = Pictures.bytes("png", BufferedImage.TYPE_BYTE_GRAY, 8, 8, 1);
        for (int side : new int[] {50_000, Integer.MAX_VALUE, -1, 0, 9_000}) {
            byte[] bomb = png.clone();
            ByteBuffer.wrap(bomb).putInt(16, side).putInt(20, side);
            CRC32 crc = new CRC32();
            crc.update(bomb, 12, 17);
            ByteBuffer.wrap(bomb).putInt(29, (int) crc.getValue());
            ImageFault fault = catchThrowableOfType(ImageFault.class, () -> decode(bomb));
            assertThat(fault.what()).containsAnyOf("more than the limit", "too little data", "header says 0 x 0");
        }
        byte[] jpeg = Pictures.bytes("jpg", BufferedImage.TYPE_BYTE_GRAY, 8, 8, 1);
        int frame = indexOf(jpeg, (byte) 0xC0);
        Arrays.fill(jpeg, frame + 4, frame + 8, (byte) 0xFF);
        assertThat(catchThrowableOfType(ImageFault.class, () -> decode(jpeg)).what())
                .contains("65535 x 65535");
    }

    @Test
    void otherFormatsAreRefusedByName() {
        assertThat(fault("GIF89a....")).contains("a GIF");
        assertThat(fault("BM....")).contains("a BMP");
        assertThat(fault("II*\0....")).contains("a TIFF");
        assertThat(fault("x".repeat(128) + "DICM")).contains("DICOM");
        assertThat(fault("<html>")).contains("neither PNG nor JPEG");
        assertThat(fault("")).contains("empty");
        byte[] cmyk = Pictures.bytes("jpg", BufferedImage.TYPE_BYTE_GRAY, 8, 8, 1);
        cmyk[indexOf(cmyk, (byte) 0xC0) + 8] = 4;
        assertThat(catchThrowableOfType(ImageFault.class, () -> decode(cmyk)).what())
                .contains("CMYK");
    }

    @Test
    void realRadiographsDecode() throws IOException, ImageFault {
        Path folder = SharedData.pack("covid-chestxray").resolve("images");
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            assertThat(new ImageFile(file, "").pixels(64).channels()).isEqualTo(1);
        }
        assertThat(files).hasSize(218);
    }

    private static int indexOf(byte[] bytes, byte marker) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == (byte) 0xFF && bytes[i + 1] == marker) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no such marker");
    }

    private static String fault(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        return catchThrowableOfType(ImageFault.class, () -> decode(bytes)).what();
    }

    private static Pixels decode(byte[] bytes) throws ImageFault {
        return Decoder.decode(Container.of(bytes));
    }
}
