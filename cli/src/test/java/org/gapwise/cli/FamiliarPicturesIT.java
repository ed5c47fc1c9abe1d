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
import org.gapwise.core.calibrate.PictureTraits;
import org.gapwise.core.calibrate.Turn;
import org.gapwise.core.calibrate.Turns;
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

    private static KnownPictures learned(List<ImageSource> sources) {
        List<Case> cases = new ArrayList<>();
        sources.forEach(source -> cases.add(Case.of("s" + cases.size()).with("frontal", source)));
        return PictureFit.of(new MemoryCohort(SCHEMA, cases), SIDE).modalities().get(0);
    }

    private static double named(KnownPictures known, List<Pixels> pictures, Turn done, Turn seen) {
        return pictures.stream()
                        .map(PictureTraits::of)
                        .filter(traits -> known.turned(done.done(traits)).equals(Optional.of(seen)))
                        .count()
                / (double) pictures.size();
    }

    private static double doubted(KnownPictures known, List<Pixels> pictures) {
        return pictures.stream()
                        .filter(picture -> known.doubt(picture).isPresent())
                        .count()
                / (double) pictures.size();
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
        KnownPictures known = learned(nih.subList(0, LEARNED));
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
        assertThat(turned).isGreaterThan(0.95);
        assertThat(negative).isGreaterThan(0.95);
    }

    @Test
    void turnedRadiographsAreNamedAndTurnedSkinIsNot() throws IOException {
        List<ImageSource> nih = pictures("nih-cxr14-64px", 700);
        KnownPictures known = learned(nih.subList(0, LEARNED));
        List<Pixels> others = read(nih.subList(LEARNED, nih.size()));
        double upright = others.stream()
                        .filter(picture ->
                                known.turned(PictureTraits.of(picture)).isPresent())
                        .count()
                / (double) others.size();
        double left = named(known, others, Turn.LEFT, Turn.LEFT);
        double right = named(known, others, Turn.RIGHT, Turn.RIGHT);
        double upsideDown = named(known, others, Turn.UPSIDE_DOWN, Turn.UPSIDE_DOWN);
        double flipped = named(known, others, Turn.FLIPPED, Turn.UPSIDE_DOWN);
        System.out.printf(
                "FamiliarPicturesIT: called turned of upright NIH radiographs %.1f %%; named of those turned left %.1f %%,"
                        + " right %.1f %%, upside down %.1f %%, top to bottom %.1f %%%n",
                100 * upright, 100 * left, 100 * right, 100 * upsideDown, 100 * flipped);
        assertThat(known.turns().told()).containsExactly(Turn.LEFT, Turn.RIGHT, Turn.UPSIDE_DOWN);
        assertThat(upright).isLessThan(0.015);
        assertThat(List.of(left, right, upsideDown, flipped)).allMatch(share -> share > 0.9);
        assertThat(learned(pictures("ham10000", LEARNED)).turns()).isEqualTo(Turns.NONE);
    }
}
