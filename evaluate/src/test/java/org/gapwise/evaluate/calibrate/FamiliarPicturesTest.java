package org.gapwise.evaluate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.gapwise.core.calibrate.FamiliarPredictor;
import org.gapwise.core.calibrate.Familiarity;
import org.gapwise.core.calibrate.KnownPictures;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Prediction;
import org.gapwise.evaluate.Toy;
import org.junit.jupiter.api.Test;

/** Pictures with a bright left side are known; others are not. */
final class FamiliarPicturesTest {

    private static final int SIDE = 32;
    private static final Familiarity LEARNED = PictureFit.of(cohort(400, 1), SIDE);
    private static final KnownPictures KNOWN = LEARNED.modalities().get(0);

    private static MemoryCohort cohort(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Pixels picture = bright(random);
            cases.add(Case.of("s" + i).with("frontal", size -> picture));
            cases.add(Case.of("t" + i));
        }
        return new MemoryCohort(Toy.SCHEMA, cases);
    }

    /** Bright on the left, more or less so, with noise. */
    private static Pixels bright(SplittableRandom random) {
        byte[] values = new byte[SIDE * SIDE];
        int light = 100 + random.nextInt(60);
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (light * (SIDE - i % SIDE) / SIDE + random.nextInt(60));
        }
        return new Pixels(1, SIDE, SIDE, values);
    }

    private static Pixels turned(Pixels picture) {
        byte[] values = new byte[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = picture.values()[i % SIDE * SIDE + i / SIDE];
        }
        return new Pixels(1, SIDE, SIDE, values);
    }

    private static Pixels inverted(Pixels picture) {
        byte[] values = new byte[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (255 - (picture.values()[i] & 0xff));
        }
        return new Pixels(1, SIDE, SIDE, values);
    }

    @Test
    void oneFamiliarPictureInAHundredIsDoubtedAndOthersAre() {
        SplittableRandom random = new SplittableRandom(2);
        int doubted = 0;
        int named = 0;
        for (int i = 0; i < 1000; i++) {
            Pixels picture = bright(random);
            doubted += KNOWN.doubt(picture).isEmpty() ? 0 : 1;
            assertThat(KNOWN.doubt(inverted(picture))).isNotEmpty();
            String turned = KNOWN.doubt(turned(picture)).orElseThrow();
            named += turned.startsWith("frontal looks as if it were turned by a quarter to the right; check") ? 1 : 0;
        }
        // 10 are expected of limits at 400 pictures; three standard deviations of that many draws and of the limits.
        assertThat(doubted).isBetween(1, 30);
        assertThat(named).as("all but those whose look or layout is odd").isGreaterThan(970);
        byte[] noise = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) random.nextInt(256);
        }
        assertThat(KNOWN.doubt(new Pixels(3, SIDE, SIDE, noise))).isNotEmpty();
        assertThat(KNOWN.doubt(new Pixels(1, SIDE, SIDE, new byte[SIDE * SIDE])))
                .isNotEmpty();
    }

    @Test
    void fewPicturesTellNothing() {
        assertThat(PictureFit.of(cohort(49, 3), SIDE).modalities()).isEmpty();
        assertThat(PictureFit.of(cohort(50, 3), SIDE).modalities()).hasSize(1);
    }

    @Test
    void aPredictorWarnsAndChangesNothingElse() throws Exception {
        Toy.Fake raw = new Toy.Fake(Toy::sum);
        Familiarity read = Json.bind(Json.parse(Json.text(LEARNED)), Familiarity.class);
        assertThat(read).isEqualTo(LEARNED);
        FamiliarPredictor predictor = new FamiliarPredictor(raw, read);
        Pixels usual = bright(new SplittableRandom(4));
        AtomicInteger decoded = new AtomicInteger();
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Pixels picture = i % 2 == 0 ? usual : inverted(usual);
            cases.add(Case.of("s" + i).with("lactate", 2).with("frontal", size -> {
                decoded.incrementAndGet();
                return picture;
            }));
        }
        cases.add(Case.of("none"));
        List<Prediction> answers = predictor.predict(cases);
        int before = decoded.get();
        List<Prediction> plain = raw.predict(cases);
        for (int i = 0; i < cases.size(); i++) {
            assertThat(answers.get(i).probabilities()).isEqualTo(plain.get(i).probabilities());
            boolean strange = i < 40 && i % 2 == 1;
            assertThat(answers.get(i).warnings().size()
                            - plain.get(i).warnings().size())
                    .isEqualTo(strange ? 1 : 0);
        }
        assertThat(answers.get(1).warnings())
                .contains("frontal looks unlike the pictures that the model was calibrated on");
        assertThat(before)
                .as("sizes at which 40 pictures were decoded, each once")
                .isLessThanOrEqualTo(80);
    }
}
