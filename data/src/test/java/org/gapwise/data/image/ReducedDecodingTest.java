package org.gapwise.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.data.SharedData;
import org.gapwise.data.codec.GreyJpeg;
import org.junit.jupiter.api.Test;

/** A JPEG that is made smaller while it is decoded, against the JDK's decoder at full size. */
final class ReducedDecodingTest {

    @Test
    void everySampleIsTheMeanOfItsSquare() throws ImageFault {
        SplittableRandom random = Seeds.of(1, "squares");
        for (int i = 0; i < 60; i++) {
            int width = 1 + random.nextInt(90);
            int height = 1 + random.nextInt(90);
            float quality = 0.5f + 0.5f * (float) random.nextDouble();
            Container jpeg = Container.of(Jpegs.grey(Jpegs.soft(width, height, i), quality));
            Pixels full = Decoder.decode(jpeg);
            for (int side : new int[] {1, 2, 4}) {
                GreyJpeg.Picture reduced =
                        GreyJpeg.decode(jpeg.stripped(), side).orElseThrow();
                assertThat(reduced.columns()).isEqualTo((width * side + 7) / 8);
                assertThat(reduced.rows()).isEqualTo((height * side + 7) / 8);
                assertSquares(full, reduced, 8 / side);
            }
        }
    }

    /** Rounding of the full samples, of the means and of the weights: one level. Cut squares hold padding, too. */
    private static void assertSquares(Pixels full, GreyJpeg.Picture reduced, int width) {
        for (int y = 0; y < full.height() / width; y++) {
            for (int x = 0; x < full.width() / width; x++) {
                double sum = 0;
                for (int k = 0; k < width * width; k++) {
                    sum += full.values()[(y * width + k / width) * full.width() + x * width + k % width] & 0xFF;
                }
                assertThat(reduced.samples()[y * reduced.columns() + x] & 0xFF)
                        .isBetween((int) Math.floor(sum / (width * width) - 0.999), (int)
                                Math.ceil(sum / (width * width) + 0.999));
            }
        }
    }

    @Test
    void scaledPicturesAreWithinOneLevelOnAverage() throws ImageFault {
        SplittableRandom random = Seeds.of(2, "scaled");
        double worst = 0;
        for (int i = 0; i < 40; i++) {
            int width = 90 + random.nextInt(400);
            int height = 90 + random.nextInt(400);
            int size = 16 + random.nextInt(Math.min(width, height) / 5 - 15);
            Container jpeg = Container.of(Jpegs.grey(Jpegs.radiograph(width, height, i), 0.95f));
            double distance = distance(Decoder.square(jpeg, size), Resize.square(Decoder.decode(jpeg), size));
            worst = Math.max(worst, distance);
            assertThat(distance).as("%d x %d to %d", width, height, size).isLessThan(1);
        }
        // If nothing differed, nothing was reduced.
        assertThat(worst).isGreaterThan(0);
    }

    @Test
    void realRadiographsAreWithinOneLevelOnAverage() throws IOException, ImageFault {
        List<Path> files;
        try (Stream<Path> all = Files.list(SharedData.pack("covid-chestxray").resolve("images"))) {
            files = all.sorted().toList();
        }
        double most = 0;
        for (Path file : files) {
            Container picture = new ImageFile(file, "").container();
            for (int size : new int[] {16, 32, 64}) {
                double distance = distance(Decoder.square(picture, size), Resize.square(Decoder.decode(picture), size));
                most = Math.max(most, distance);
                assertThat(distance).as("%s to %d", file.getFileName(), size).isLessThan(1);
            }
        }
        System.out.printf("ReducedDecodingTest: real radiographs differ by %.3f levels at most%n", most);
        assertThat(most).isGreaterThan(0);
    }

    @Test
    void restartsAndOptimizedTablesAreReadToo() throws ImageFault {
        for (int interval : new int[] {1, 3, 7, 8, 50}) {
            byte[] jpeg = Jpegs.written(Jpegs.soft(75, 61, interval), interval);
            assertThat(new String(jpeg, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .contains("\u00ff\u00d0");
            assertReduced(jpeg, true);
        }
    }

    @Test
    void otherKindsGoTheLongWay() throws ImageFault {
        BufferedImage grey = Jpegs.soft(75, 61, 1);
        assertReduced(Jpegs.progressive(grey), false);
        for (boolean halved : new boolean[] {true, false}) {
            Container color = Container.of(Jpegs.color(75, 61, halved));
            assertThat(GreyJpeg.decode(color.stripped(), 1)).isEmpty();
            assertThat(Decoder.square(color, 8).values())
                    .isEqualTo(Resize.square(Decoder.decode(color), 8).values());
        }
    }

    private static void assertReduced(byte[] bytes, boolean reduced) throws ImageFault {
        Container jpeg = Container.of(bytes);
        Pixels full = Decoder.decode(jpeg);
        for (int side : new int[] {1, 2, 4}) {
            Optional<GreyJpeg.Picture> picture = GreyJpeg.decode(jpeg.stripped(), side);
            assertThat(picture.isPresent()).isEqualTo(reduced);
            picture.ifPresent(one -> assertSquares(full, one, 8 / side));
        }
        assertThat(distance(Decoder.square(jpeg, 8), Resize.square(full, 8))).isLessThan(1);
    }

    @Test
    void hostileFilesAreRefusedInTheSameWords() {
        byte[] whole = Jpegs.written(Jpegs.soft(90, 70, 5), 4);
        byte[] plain = Jpegs.grey(Jpegs.soft(90, 70, 6), 0.9f);
        SplittableRandom random = Seeds.of(3, "mutants");
        int taken = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] mutant = (i % 2 == 0 ? whole : plain).clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            taken += assertSameEnd(mutant);
        }
        assertThat(taken).isBetween(100, 1900);
        for (int length = 0; length < whole.length; length++) {
            assertSameEnd(Arrays.copyOf(whole, length));
        }
    }

    /** 1 when the picture is decoded, 0 when it is refused. */
    private static int assertSameEnd(byte[] bytes) {
        Optional<Pixels> full = Optional.empty();
        String why = "";
        try {
            full = Optional.of(Decoder.decode(Container.of(bytes)));
        } catch (ImageFault e) {
            why = e.what();
        }
        try {
            Container jpeg = Container.of(bytes);
            Optional<GreyJpeg.Picture> reduced = GreyJpeg.decode(jpeg.stripped(), 2);
            assertThat(reduced.isPresent() && full.isEmpty()).as(why).isFalse();
            assertThat(Decoder.square(jpeg, 8).values()).hasSize(64);
            assertThat(full).isPresent();
            return 1;
        } catch (ImageFault e) {
            assertThat(e.what()).isEqualTo(why);
            return 0;
        }
    }

    private static double distance(Pixels one, Pixels other) {
        double sum = 0;
        for (int i = 0; i < one.values().length; i++) {
            sum += Math.abs((one.values()[i] & 0xFF) - (other.values()[i] & 0xFF));
        }
        return sum / one.values().length;
    }
}
