package org.gapwise.data.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.gapwise.core.Seeds;
import org.junit.jupiter.api.Test;

/** Each decoder on a picture that is known, and on bytes that are not what they claim. */
final class DecodersTest {

    /** The example of ITU-T T.87, H.3: four by four samples of 8 bits. */
    private static final byte[] LS_EXAMPLE = HexFormat.of()
            .parseHex("ffd8fff7000b08000400040101110"
                    + "0ffda0008010100000000c000006c80208e01c00000574000006ee600000"
                    + "1bc18000005d80000916" + "0ffd9");

    @Test
    void theExampleOfTheJpegLsStandardComesOutRight() throws PixelFault {
        assertThat(JpegLs.decode(LS_EXAMPLE, grey(4, 4, 1)))
                .isEqualTo(bytes(0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145));
    }

    @Test
    void jpegLsThatIsCutOrOfAnotherSizeIsRefused() {
        for (int length = 0; length < LS_EXAMPLE.length - 4; length++) {
            byte[] cut = Arrays.copyOf(LS_EXAMPLE, length);
            assertThat(fault(() -> JpegLs.decode(cut, grey(4, 4, 1))))
                    .as("cut at " + length)
                    .isNotBlank();
        }
        assertThat(fault(() -> JpegLs.decode(LS_EXAMPLE, grey(4, 5, 1)))).contains("4 x 4 pixels", "5 x 4");
        assertThat(fault(() -> JpegLs.decode(LS_EXAMPLE, new Shape(4, 4, 3, 1, false))))
                .contains("only grey");
        assertThat(fault(() -> Jpeg.decodeLossless(LS_EXAMPLE, grey(4, 4, 1)))).contains("not lossless JPEG");
        assertThat(fault(() -> Jpeg.decodeLossy(LS_EXAMPLE, grey(4, 4, 1)))).contains("not the kind of JPEG");
    }

    @Test
    void runsOfRleAreUnrolledHighBytesFirst() throws PixelFault {
        byte[] frame = rle(new int[] {254, 1, 0, 2}, new int[] {3, 10, 11, 12, 13});
        assertThat(Rle.decode(frame, grey(2, 2, 2))).isEqualTo(bytes(10, 1, 11, 1, 12, 1, 13, 2));
    }

    @Test
    void rleThatLeadsOutOfThePictureIsRefused() {
        assertThat(fault(() -> Rle.decode(rle(new int[] {252, 1, 0, 2}), grey(2, 2, 1))))
                .contains("leads out");
        assertThat(fault(() -> Rle.decode(rle(new int[] {0, 1, 0, 2}), grey(2, 2, 1))))
                .contains("end before");
        assertThat(fault(() -> Rle.decode(rle(new int[] {0, 1}), grey(2, 2, 2))))
                .contains("number of segments");
        assertThat(fault(() -> Rle.decode(new byte[10], grey(2, 2, 1)))).contains("end within their header");
    }

    @Test
    void jpeg2000ComesOutOfItsFenceUnchanged() throws Exception {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_USHORT_GRAY);
        SplittableRandom random = Seeds.of(1, "jpeg 2000");
        int[] samples = new int[40 * 30];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextInt(65_536);
            image.getRaster().setSample(i % 40, i / 40, 0, samples[i]);
        }
        byte[] stream = codeStream(image);
        byte[] values = Jpeg2000.decode(stream, grey(30, 40, 2));
        for (int i = 0; i < samples.length; i++) {
            assertThat(values[2 * i] & 0xFF | (values[2 * i + 1] & 0xFF) << 8).isEqualTo(samples[i]);
        }
        assertThat(fault(() -> Jpeg2000.decode(stream, grey(30, 41, 2)))).contains("40 x 30 pixels", "41 x 30");
        assertThat(fault(() -> Jpeg2000.decode(stream, grey(30, 40, 1)))).contains("16 bits a sample");
        assertThat(fault(() -> Jpeg2000.decode(Arrays.copyOf(stream, 30), grey(30, 40, 2))))
                .contains("end within");
        assertThat(fault(() -> Jpeg2000.decode(LS_EXAMPLE, grey(4, 4, 1)))).contains("do not begin as JPEG 2000");
        byte[] tiles = stream.clone();
        Arrays.fill(tiles, 24, 32, (byte) 0);
        assertThat(fault(() -> Jpeg2000.decode(tiles, grey(30, 40, 2)))).contains("tiles");
        byte[] noise = stream.clone();
        random.nextBytes(noise);
        System.arraycopy(stream, 0, noise, 0, 60);
        assertThat(fault(() -> Jpeg2000.decode(noise, grey(30, 40, 2)))).contains("are damaged, or take more");
    }

    private interface Decoding {
        byte[] run() throws PixelFault;
    }

    private static String fault(Decoding decoding) {
        return catchThrowableOfType(PixelFault.class, decoding::run).what();
    }

    private static Shape grey(int rows, int columns, int bytes) {
        return new Shape(rows, columns, 1, bytes, false);
    }

    private static byte[] bytes(int... numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return bytes;
    }

    private static byte[] rle(int[]... segments) {
        byte[] frame = new byte[64];
        frame[0] = (byte) segments.length;
        for (int s = 0; s < segments.length; s++) {
            frame[4 + 4 * s] = (byte) frame.length;
            byte[] more = bytes(segments[s]);
            frame = Arrays.copyOf(frame, frame.length + more.length);
            System.arraycopy(more, 0, frame, frame.length - more.length, more.length);
        }
        return frame;
    }

    /** What lies inside of the boxes of a JPEG 2000 file. */
    private static byte[] codeStream(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "jpeg 2000", out)).isTrue();
        String hex = HexFormat.of().formatHex(out.toByteArray());
        return HexFormat.of().parseHex(hex.substring(hex.indexOf("ff4fff51")));
    }
}
