package org.gapwise.model.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Init;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Leaving absent tokens out gives what masking them gives. */
class PackedLayoutTest {

    private static final int CASES = 5;

    @ParameterizedTest
    @EnumSource(BlockStyle.class)
    void whatIsPackedEqualsWhatIsMasked(BlockStyle style) {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int width = seed % 2 == 0 ? 16 : 512;
            int slots = 1 + random.nextInt(seed % 2 == 0 ? 9 : 24);
            boolean[] present = present(random, slots);
            try (Scope scope = Scope.open();
                    Encoder encoder = new Encoder(style, new BlockSize(width, 2, 24, 0), 2, random)) {
                Tensor there = Tensor.of(present, CASES, slots);
                Tensor values = Init.normal(random, 1, CASES, slots, width).requiresGrad();
                Tensor masked = encoder.forward(Tokens.of(values, there), Pass.inference())
                        .cleared();
                Tensor packed = encoder.forwardPresent(Tokens.of(values, there).packed(), Pass.inference())
                        .cleared();
                assertThat(packed.minus(masked).abs().reshape(-1).max(0).item())
                        .as("seed %d", seed)
                        .isLessThan(2e-5f);
                packed.square().sum().backward();
                float[] gradient = values.gradient().orElseThrow().toFloats();
                for (int i = 0; i < present.length; i++) {
                    if (!present[i]) {
                        float[] row = Arrays.copyOfRange(gradient, i * width, (i + 1) * width);
                        assertThat(row).as("seed %d, absent token %d", seed, i).containsOnly(0);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BlockStyle.class)
    void whatAbsentTokensHoldChangesNoBit(BlockStyle style) {
        SplittableRandom random = new SplittableRandom(7);
        int slots = 11;
        boolean[] present = present(random, slots);
        try (Scope scope = Scope.open()) {
            Tensor there = Tensor.of(present, CASES, slots);
            Tensor values = Init.normal(random, 1, CASES, slots, 16);
            Tensor rubbish = values.where(there.unsqueeze(2), Tensor.full(Float.NaN, 1));
            assertThat(learnt(style, Tokens.of(rubbish, there))).isEqualTo(learnt(style, Tokens.of(values, there)));
        }
    }

    /** What comes out, and the gradients of all weights. */
    private static float[][] learnt(BlockStyle style, Tokens tokens) {
        try (Encoder encoder = new Encoder(style, new BlockSize(16, 2, 24, 0), 2, new SplittableRandom(8))) {
            Tensor values =
                    encoder.forwardPresent(tokens.packed(), Pass.inference()).values();
            // Not squares alone, whose sum a normalization keeps.
            values.square().times(values).sum().backward();
            return Stream.concat(
                            Stream.of(values),
                            encoder.parameters().values().stream()
                                    .map(weight -> weight.gradient().orElseThrow()))
                    .map(Tensor::toFloats)
                    .toArray(float[][]::new);
        }
    }

    /** One case has everything, one nothing, the others something. */
    private static boolean[] present(SplittableRandom random, int slots) {
        boolean[] present = new boolean[CASES * slots];
        for (int i = 0; i < present.length; i++) {
            present[i] = i < slots || (i >= 2 * slots && random.nextInt(3) > 0);
        }
        return present;
    }
}
