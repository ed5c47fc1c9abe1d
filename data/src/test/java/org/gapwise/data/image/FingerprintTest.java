package org.gapwise.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Pixels;
import org.junit.jupiter.api.Test;

final class FingerprintTest {

    private static final int SIDE = 48;
    private static final int PICTURES = 60;

    @Test
    void alteredCopiesAreFoundAndOthersAreNot() {
        List<Fingerprint> prints = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            prints.add(Fingerprint.of(picture(i)));
        }
        assertThat(NearDuplicates.of(prints, (a, b) -> true)).isEmpty();
        prints.add(Fingerprint.of(picture(3)));
        prints.add(Fingerprint.of(each(picture(5), value -> 20 + value * 8 / 10)));
        prints.add(Fingerprint.of(Resize.square(picture(7), 39)));
        SplittableRandom random = Seeds.of(1, "noise");
        prints.add(Fingerprint.of(each(picture(9), value -> value + random.nextInt(-6, 7))));
        assertThat(NearDuplicates.of(prints, (a, b) -> true))
                .containsExactly(
                        new NearDuplicates.Pair(3, PICTURES, true),
                        new NearDuplicates.Pair(5, PICTURES + 1, false),
                        new NearDuplicates.Pair(7, PICTURES + 2, false),
                        new NearDuplicates.Pair(9, PICTURES + 3, false));
        assertThat(NearDuplicates.of(prints, (a, b) -> false)).isEmpty();
    }

    @Test
    void blankPicturesAreLikeNoOther() {
        Fingerprint black = Fingerprint.of(new Pixels(1, 8, 9, new byte[72]));
        assertThat(black.isBlank()).isTrue();
        assertThat(Fingerprint.of(picture(1)).isBlank()).isFalse();
        assertThat(NearDuplicates.of(List.of(black, black), (a, b) -> true)).isEmpty();
    }

    @Test
    void colorsCountByTheirBrightness() {
        Pixels grey = picture(2);
        byte[] three = new byte[3 * SIDE * SIDE];
        for (int c = 0; c < 3; c++) {
            System.arraycopy(grey.values(), 0, three, c * SIDE * SIDE, SIDE * SIDE);
        }
        Fingerprint color = Fingerprint.of(new Pixels(3, SIDE, SIDE, three));
        assertThat(color.distance(Fingerprint.of(grey))).isZero();
        assertThat(color.checksum()).isNotEqualTo(Fingerprint.of(grey).checksum());
    }

    @Test
    void invertedPicturesAreToldWhereOthersShareALayout() {
        List<Fingerprint> prints = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            prints.add(Fingerprint.of(i % 20 == 4 ? each(layout(i), value -> 255 - value) : layout(i)));
        }
        assertThat(Inversion.of(prints)).containsExactly(4, 24, 44);
        assertThat(Inversion.of(prints.subList(0, 10))).isEmpty();
        List<Fingerprint> without = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            without.add(Fingerprint.of(i == 4 ? each(picture(i), value -> 255 - value) : picture(i)));
        }
        assertThat(Inversion.of(without)).isEmpty();
    }

    /** Rectangles at random: edges in all places, and nothing in common. */
    private static Pixels picture(int number) {
        SplittableRandom random = Seeds.of(7, "rectangles", number);
        int[] grey = new int[SIDE * SIDE];
        for (int r = 0; r < 14; r++) {
            int left = random.nextInt(SIDE - 4);
            int top = random.nextInt(SIDE - 4);
            int right = left + 4 + random.nextInt(SIDE - left - 3);
            int bottom = top + 4 + random.nextInt(SIDE - top - 3);
            int step = random.nextInt(-60, 61);
            for (int i = 0; i < grey.length; i++) {
                int x = i % SIDE;
                int y = i / SIDE;
                grey[i] += x >= left && x < right && y >= top && y < bottom ? step : 0;
            }
        }
        byte[] values = new byte[grey.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Math.max(0, Math.min(255, 120 + grey[i]));
        }
        return new Pixels(1, SIDE, SIDE, values);
    }

    /** Waves around a bright middle, as all radiographs have one. */
    private static Pixels layout(int number) {
        SplittableRandom random = Seeds.of(7, "picture", number);
        double[] waves = random.doubles(5 * 4).toArray();
        byte[] values = new byte[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double sum = 160 * Math.exp(-(Math.pow(x - SIDE / 2.0, 2) + Math.pow(y - SIDE / 2.0, 2)) / 150);
                for (int w = 0; w < waves.length; w += 4) {
                    double across = (waves[w] - 0.5) * 0.5 * x;
                    double down = (waves[w + 1] - 0.5) * 0.5 * y;
                    sum += (14 + 4 * waves[w + 2]) * (1 + Math.cos(across + down + 6.3 * waves[w + 3])) / 2;
                }
                values[y * SIDE + x] = (byte) Math.max(0, Math.min(255, (int) sum));
            }
        }
        return new Pixels(1, SIDE, SIDE, values);
    }

    private static Pixels each(Pixels from, IntUnaryOperator change) {
        byte[] values = new byte[from.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Math.max(0, Math.min(255, change.applyAsInt(from.values()[i] & 0xFF)));
        }
        return new Pixels(from.channels(), from.height(), from.width(), values);
    }
}
