package org.gapwise.core.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Pixels;
import org.junit.jupiter.api.Test;

/** Turning the layout is turning the picture. */
final class TurnTest {

    private static Pixels left(Pixels picture) {
        int side = picture.width();
        byte[] values = new byte[picture.values().length];
        for (int i = 0; i < values.length; i++) {
            // What was the right edge is on top.
            values[i] = picture.values()[i % side * side + side - 1 - i / side];
        }
        return new Pixels(1, side, side, values);
    }

    private static Pixels mirrored(Pixels picture) {
        int side = picture.width();
        byte[] values = new byte[picture.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = picture.values()[i / side * side + side - 1 - i % side];
        }
        return new Pixels(1, side, side, values);
    }

    private static Pixels turned(Turn turn, Pixels picture) {
        return switch (turn) {
            case LEFT -> left(picture);
            case UPSIDE_DOWN -> left(left(picture));
            case RIGHT -> left(left(left(picture)));
            case MIRRORED -> mirrored(picture);
            case MIRRORED_LEFT -> left(mirrored(picture));
            case FLIPPED -> left(left(mirrored(picture)));
            case MIRRORED_RIGHT -> left(left(left(mirrored(picture))));
        };
    }

    @Test
    void theLayoutOfATurnedPictureIsTheTurnedLayout() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = Seeds.of(seed, "turns", 0);
            int side = 8 * (1 + random.nextInt(5));
            byte[] values = new byte[side * side];
            random.nextBytes(values);
            Pixels picture = new Pixels(1, side, side, values);
            double[] traits = PictureTraits.of(picture);
            Set<List<Double>> layouts = new HashSet<>(List.of(boxed(traits)));
            for (Turn turn : Turn.values()) {
                double[] turned = PictureTraits.of(turned(turn, picture));
                double[] done = turn.done(traits);
                for (int cell = 0; cell < PictureTraits.LAYOUT; cell++) {
                    assertThat(done[cell]).as("%s, cell %d", turn, cell).isCloseTo(turned[cell], within(1e-9));
                }
                assertThat(turn.undone(done)).isEqualTo(traits);
                layouts.add(boxed(done));
            }
            assertThat(layouts).as("orientations of a square").hasSize(8);
        }
    }

    private static List<Double> boxed(double[] traits) {
        return Arrays.stream(traits).boxed().toList();
    }
}
