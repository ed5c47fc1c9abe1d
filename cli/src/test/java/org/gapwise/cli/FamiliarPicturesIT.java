package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.gapwise.core.calibrate.KnownPictures;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.Target;
import org.gapwise.data.image.ImageBytes;
import org.gapwise.evaluate.calibrate.PictureFit;
import org.junit.jupiter.api.Test;

/** Chest radiographs of the NIH are known; which of other pictures are doubted. */
final class FamiliarPicturesIT {

    private static final int SIDE = 64;
    private static final int LEARNED = 200;
    private static final Schema SCHEMA = new Schema(
            "cases.csv",
            "study",
            Optional.empty(),
            List.of(new ImageModality("frontal", "file", "pictures")),
            List.of(new Target("any")));

    private static List<ImageSource> pictures(String pack, int most) throws IOException {
        Path folder = Path.of(System.getenv().getOrDefault("GAPWISE_SHARED", "../shared"), "data", pack, "images");
        assumeTrue(Files.isDirectory(folder), "SKIPPED: the data pack " + folder + " is absent; set GAPWISE_SHARED");
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file -> file.toString().matches(".*\\.(png|jpg)"))
                    .sorted()
                    .forEach(files::add);
        }
        Collections.shuffle(files, new Random(3));
        List<ImageSource> pictures = new ArrayList<>();
        for (Path file : files.subList(0, Math.min(most, files.size()))) {
            pictures.add(ImageBytes.decode(Files.readAllBytes(file), SIDE, 100_000_000, file.toString()));
        }
        return pictures;
    }

    private static double doubted(KnownPictures known, List<Pixels> pictures) {
        return pictures.stream().filter(picture -> !known.holds(picture)).count() / (double) pictures.size();
    }

    private static Pixels upsideDown(Pixels picture) {
        byte[] values = new byte[picture.values().length];
        for (int i = 0; i < values.length; i++) {
            int plane = i / (SIDE * SIDE) * SIDE * SIDE;
            int row = i % (SIDE * SIDE) / SIDE;
            values[i] = picture.values()[plane + (SIDE - 1 - row) * SIDE + i % SIDE];
        }
        return new Pixels(picture.channels(), SIDE, SIDE, values);
    }

    private static Pixels inverted(Pixels picture) {
        byte[] values = new byte[picture.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (255 - (picture.values()[i] & 0xff));
        }
        return new Pixels(picture.channels(), SIDE, SIDE, values);
    }

    private static List<Pixels> read(List<ImageSource> sources) {
        return sources.stream().map(source -> source.read(SIDE)).toList();
    }

    @Test
    void otherPicturesThanRadiographsAreDoubted() throws IOException {
        List<ImageSource> nih = pictures("nih-cxr14-64px", 700);
        List<Case> cases = new ArrayList<>();
        nih.subList(0, LEARNED)
                .forEach(source -> cases.add(Case.of("s" + cases.size()).with("frontal", source)));
        KnownPictures known = PictureFit.of(new MemoryCohort(SCHEMA, cases), SIDE)
                .modalities()
                .get(0);
        List<Pixels> others = read(nih.subList(LEARNED, nih.size()));
        double same = doubted(known, others);
        double skin = doubted(known, read(pictures("ham10000", 200)));
        double covid = doubted(known, read(pictures("covid-chestxray", 250)));
        double turned = doubted(
                known, others.stream().map(FamiliarPicturesIT::upsideDown).toList());
        double negative =
                doubted(known, others.stream().map(FamiliarPicturesIT::inverted).toList());
        System.out.printf(
                "FamiliarPicturesIT: doubted of other NIH radiographs %.1f %%, skin %.1f %%, COVID radiographs %.1f %%,"
                        + " upside down %.1f %%, negatives %.1f %%%n",
                100 * same, 100 * skin, 100 * covid, 100 * turned, 100 * negative);
        assertThat(same).isLessThan(0.03);
        assertThat(covid).isLessThan(0.25);
        assertThat(skin).isGreaterThan(0.95);
        assertThat(turned).isGreaterThan(0.5);
        assertThat(negative).isGreaterThan(0.95);
    }
}
