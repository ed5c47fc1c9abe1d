package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    @Test
    void twoRunsFromOneSeedGiveTheSameBits() {
        assertThat(Native.describe().threads())
                .as("more than one thread must take part")
                .isGreaterThanOrEqualTo(1);
        assertThat(losses()).isEqualTo(losses());
    }

    private static List<Integer> losses() {
        SmallTransformer model = new SmallTransformer(32, 4, new SplittableRandom(3));
        Integer[] bits = new Integer[6];
        try (AdamW adam = new AdamW(List.of(new ParameterGroup("all", model.parameters(), 1e-3, 0.01)))) {
            for (int i = 0; i < bits.length; i++) {
                bits[i] = Float.floatToRawIntBits(model.step(adam, i, 64));
            }
        } finally {
            model.close();
        }
        return Arrays.asList(bits);
    }
}
