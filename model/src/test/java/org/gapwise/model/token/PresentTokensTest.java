package org.gapwise.model.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.gapwise.nn.ElementType;
import org.gapwise.nn.Init;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Test;

class PresentTokensTest {

    private static final int BATCH = 4;
    private static final int WIDTH = 3;

    /** Whatever is done to tokens, those without a slot for absent ones end up as those with one do, bit for bit. */
    @Test
    void theyGiveWhatTokensInSlotsGive() {
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            try (Scope scope = Scope.open()) {
                PresentTokens first = drawn(random, 1 + random.nextInt(5));
                PresentTokens second = drawn(random, 1 + random.nextInt(4));
                long[] cases = random.longs(6, 0, BATCH).toArray();
                boolean[] stays = new boolean[cases.length * (first.count() + second.count())];
                for (int i = 0; i < stays.length; i++) {
                    stays[i] = random.nextBoolean();
                }
                Tokens packed = Tokens.concat(List.of(first.each(x -> x.times(2)), second))
                        .cases(cases)
                        .left(stays);
                Tokens slots = Tokens.concat(List.of(slots(first).each(x -> x.times(2)), slots(second)))
                        .cases(cases)
                        .left(stays);
                same(packed, slots, seed);
                same(slots.packed(), slots, seed);
                same(
                        Tokens.concat(List.of(first, slots(second))),
                        Tokens.concat(List.of(slots(first), slots(second))),
                        seed);
            }
        }
    }

    @Test
    void tokensThatShareAVectorAddUpTheirGradients() {
        try (Scope scope = Scope.open()) {
            Tensor vectors = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2).requiresGrad();
            PresentTokens tokens = new PresentTokens(vectors, new int[] {1, PresentTokens.ABSENT, 1, 0}, 2);
            assertThat(tokens.values().toFloats()).containsExactly(3, 4, 0, 0, 3, 4, 1, 2);
            tokens.values()
                    .times(Tensor.of(new float[] {1, 1, 100, 100, 10, 10, 5, 7}, 2, 2, 2))
                    .sum()
                    .backward();
            assertThat(vectors.gradient().orElseThrow().toFloats()).containsExactly(5, 7, 11, 11);
        }
    }

    /** Sums of 16 bits would stay at 256. */
    @Test
    void gradientsOfManyTokensAreAddedUpIn32Bits() {
        try (Scope scope = Scope.open()) {
            int slots = 4096;
            Tensor vectors = Tensor.ones(1, 2).requiresGrad();
            PresentTokens tokens = new PresentTokens(vectors.to(ElementType.BF16), new int[slots], slots);
            assertThat(tokens.cleared().type()).isEqualTo(ElementType.F32);
            tokens.at(LongStream.range(0, slots).toArray()).sum().backward();
            assertThat(vectors.gradient().orElseThrow().toFloats()).containsOnly(slots);
            // One token for each vector is no other type.
            PresentTokens each = new PresentTokens(vectors.to(ElementType.BF16), new int[] {0}, 1);
            assertThat(each.at(new long[] {0}).type()).isEqualTo(ElementType.F32);
            assertThat(each.cleared().type()).isEqualTo(ElementType.F32);
        }
    }

    @Test
    void casesThatHaveTokensGetThemInOrder() {
        try (Scope scope = Scope.open()) {
            Tensor values = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2, 1);
            PresentTokens tokens = PresentTokens.of(values, new long[] {2, 0}, 3);
            assertThat(tokens.values().toFloats()).containsExactly(3, 4, 0, 0, 1, 2);
        }
    }

    @Test
    void nothingThereIsNothing() {
        try (Scope scope = Scope.open()) {
            PresentTokens none = PresentTokens.of(Tensor.zeros(0, 2, WIDTH), new long[0], BATCH);
            assertThat(none.isEmpty()).isTrue();
            assertThat(none.values().shape()).containsExactly(BATCH, 2, WIDTH);
            assertThat(none.values().toFloats()).containsOnly(0);
            PresentTokens pictures = PresentTokens.of(Tensor.ones(1, 2, WIDTH), new long[] {3}, BATCH);
            boolean[] there = new boolean[2 * BATCH];
            Arrays.fill(there, 6, 8, true);
            assertThat(pictures.there()).isEqualTo(there);
            assertThat(Tokens.concat(List.of(none, pictures)).there()).hasSize(4 * BATCH);
        }
    }

    /** A few vectors, which some slots share and some may not have; seldom one for each in order. */
    private static PresentTokens drawn(SplittableRandom random, int count) {
        int[] rows = new int[BATCH * count];
        int vectors = 1 + random.nextInt(rows.length);
        for (int slot = 0; slot < rows.length; slot++) {
            rows[slot] = random.nextInt(3) == 0 ? PresentTokens.ABSENT : random.nextInt(vectors);
        }
        if (random.nextInt(4) == 0) {
            vectors = rows.length;
            Arrays.setAll(rows, slot -> slot);
        }
        return new PresentTokens(Init.normal(random, 1, vectors, WIDTH), rows, count);
    }

    /** With rubbish where nothing is. */
    private static Tokens slots(PresentTokens tokens) {
        float[] vectors = tokens.vectors().toFloats();
        float[] values = new float[tokens.rows().length * WIDTH];
        Arrays.fill(values, 7);
        for (int slot = 0; slot < tokens.rows().length; slot++) {
            int row = tokens.rows()[slot];
            if (row != PresentTokens.ABSENT) {
                System.arraycopy(vectors, row * WIDTH, values, slot * WIDTH, WIDTH);
            }
        }
        return Tokens.of(Tensor.of(values, BATCH, tokens.count(), WIDTH), tokens.present());
    }

    private static void same(Tokens found, Tokens expected, int seed) {
        assertThat(found.there()).as("seed %d", seed).isEqualTo(expected.there());
        assertThat(found.present().toBooleans()).as("seed %d", seed).isEqualTo(expected.there());
        // Clearing a slot may leave a zero of either sign.
        assertThat(found.cleared().plus(0).toFloats())
                .as("seed %d", seed)
                .isEqualTo(expected.cleared().plus(0).toFloats());
    }
}
