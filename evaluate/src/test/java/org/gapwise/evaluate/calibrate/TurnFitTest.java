package org.gapwise.evaluate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.calibrate.KnownPictures;
import org.gapwise.core.calibrate.PictureTraits;
import org.gapwise.core.calibrate.Turn;
import org.gapwise.core.calibrate.Turns;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.evaluate.Toy;
import org.junit.jupiter.api.Test;

/** Random layouts with noise: whatever tells their orientations apart is learned, and nothing else. */
final class TurnFitTest {

    private static final int SEEDS = 12;
    private static final int LEARNED = 300;
    private static final int OTHERS = 300;

    /** Brightness of each cell, 60 to 180. */
    private static double[] layout(SplittableRandom random) {
        double[] layout = new double[PictureTraits.LAYOUT];
        for (int cell = 0; cell < layout.length; cell++) {
            layout[cell] = 60 + random.nextDouble() * 120;
        }
        return layout;
    }

    /** Made such that this turn, which done twice changes nothing, changes nothing. */
    private static double[] alike(double[] layout, Turn turn) {
        double[] turned = turn.done(layout);
        double[] mixed = new double[layout.length];
        for (int cell = 0; cell < layout.length; cell++) {
            mixed[cell] = (layout[cell] + turned[cell]) / 2;
        }
        return mixed;
    }

    /** One pixel a cell. */
    private static Pixels picture(double[] layout, SplittableRandom random) {
        byte[] values = new byte[PictureTraits.LAYOUT];
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] = (byte) Math.round(layout[cell] + random.nextDouble(-50, 50));
        }
        return new Pixels(1, 8, 8, values);
    }

    private static List<Pixels> pictures(double[] layout, int n, SplittableRandom random) {
        List<Pixels> pictures = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            pictures.add(picture(layout, random));
        }
        return pictures;
    }

    private static KnownPictures learned(List<Pixels> pictures) {
        List<Case> cases = new ArrayList<>();
        for (Pixels picture : pictures) {
            cases.add(Case.of("s" + cases.size()).with("frontal", size -> picture));
        }
        return PictureFit.of(new MemoryCohort(Toy.SCHEMA, cases), 8)
                .modalities()
                .get(0);
    }

    private static double share(List<Pixels> pictures, KnownPictures known, Turn done, Turn seen) {
        return pictures.stream()
                        .map(PictureTraits::of)
                        .filter(traits -> known.turned(done.done(traits)).equals(Optional.of(seen)))
                        .count()
                / (double) pictures.size();
    }

    private static double doubted(List<Pixels> pictures, KnownPictures known) {
        return pictures.stream()
                        .filter(picture ->
                                known.turned(PictureTraits.of(picture)).isPresent())
                        .count()
                / (double) pictures.size();
    }

    @Test
    void everyTurnOfAnUnevenLayoutIsNamedAndFewUprightPicturesAre() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = Seeds.of(seed, "uneven", 0);
            double[] layout = layout(random);
            KnownPictures known = learned(pictures(layout, LEARNED, random));
            List<Pixels> others = pictures(layout, OTHERS, random);
            assertThat(known.turns().told()).as("seed %d", seed).containsExactly(Turn.values());
            for (Turn turn : Turn.values()) {
                assertThat(share(others, known, turn, turn))
                        .as("seed %d, %s", seed, turn)
                        .isGreaterThan(0.95);
            }
            assertThat(doubted(others, known)).as("seed %d", seed).isLessThan(0.02);
        }
    }

    @Test
    void whatAMirrorDoesNotChangeIsNeverCalledMirrored() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = Seeds.of(seed, "alike", 0);
            double[] layout = alike(layout(random), Turn.MIRRORED);
            KnownPictures known = learned(pictures(layout, LEARNED, random));
            List<Pixels> others = pictures(layout, OTHERS, random);
            assertThat(known.turns().told())
                    .as("seed %d: one of each pair that a mirror makes", seed)
                    .containsExactly(Turn.LEFT, Turn.RIGHT, Turn.UPSIDE_DOWN);
            assertThat(share(others, known, Turn.FLIPPED, Turn.UPSIDE_DOWN))
                    .as("seed %d", seed)
                    .isGreaterThan(0.95);
            assertThat(doubted(others, known)).as("seed %d", seed).isLessThan(0.02);
        }
    }

    @Test
    void picturesThatLieInAnyWayOrLookAlikeInAllAreNeverDoubted() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = Seeds.of(seed, "anyhow", 0);
            double[] layout = layout(random);
            List<Pixels> anyhow = new ArrayList<>();
            for (int i = 0; i < LEARNED; i++) {
                int way = random.nextInt(8);
                anyhow.add(picture(way == 7 ? layout : Turn.values()[way].done(layout), random));
            }
            assertThat(learned(anyhow).turns()).as("seed %d", seed).isEqualTo(Turns.NONE);
            double[] round = alike(alike(alike(layout, Turn.MIRRORED), Turn.FLIPPED), Turn.MIRRORED_LEFT);
            assertThat(learned(pictures(round, LEARNED, random)).turns())
                    .as("seed %d, round", seed)
                    .isEqualTo(Turns.NONE);
        }
    }

    @Test
    void fewPicturesTellNoTurn() {
        SplittableRandom random = Seeds.of(1, "few", 0);
        double[] layout = layout(random);
        List<Pixels> pictures = pictures(layout, TurnFit.FEWEST, random);
        assertThat(learned(pictures).turns().told()).hasSize(7);
        assertThat(learned(pictures.subList(1, pictures.size())).turns()).isEqualTo(Turns.NONE);
    }
}
