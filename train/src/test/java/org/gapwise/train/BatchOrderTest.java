package org.gapwise.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.encoding.Cells;
import org.gapwise.core.encoding.EncodedCase;
import org.junit.jupiter.api.Test;

class BatchOrderTest {

    private static final int BATCH = 8;
    private static final ImageSource PICTURE = size -> new Pixels(1, 1, 1, new byte[1]);

    /** @param tables share of cases with a table, and {@code pictures} with a picture */
    private static List<EncodedCase> cases(int size, double tables, double pictures, SplittableRandom random) {
        List<EncodedCase> cases = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean[] present = new boolean[4];
            present[random.nextInt(4)] = random.nextDouble() < tables;
            Map<String, ImageSource> images = random.nextDouble() < pictures ? Map.of("frontal", PICTURE) : Map.of();
            Case source = new Case("c" + i, "p" + i, Map.of(), Map.of(), Map.of(), Map.of());
            cases.add(new EncodedCase(source, List.of(new Cells(new float[4], present)), images, new byte[2]));
        }
        return cases;
    }

    private static int[] order(List<EncodedCase> cases, double gather, long seed) {
        return new BatchOrder(Toy.SCHEMA, cases, BATCH, gather).shuffled(new SplittableRandom(seed));
    }

    private static long mixedBatches(List<EncodedCase> cases, int[] order) {
        return IntStream.range(0, order.length / BATCH)
                .filter(b -> Arrays.stream(order, b * BATCH, (b + 1) * BATCH)
                                .mapToObj(i -> cases.get(i).images().isEmpty())
                                .distinct()
                                .count()
                        > 1)
                .count();
    }

    @Test
    void everyCaseStandsInTheOrderOnce() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            int size = random.nextInt(100);
            List<EncodedCase> cases = cases(size, random.nextDouble(), random.nextDouble(), random);
            int[] sorted = order(cases, random.nextDouble(), round);
            Arrays.sort(sorted);
            assertThat(sorted).isEqualTo(IntStream.range(0, size).toArray());
        }
    }

    @Test
    void casesWithAScarceModalityStandTogether() {
        List<EncodedCase> cases = cases(400, 1, 0.25, new SplittableRandom(2));
        int[] gathered = order(cases, 0.5, 3);
        assertThat(mixedBatches(cases, gathered)).isLessThanOrEqualTo(1);
        assertThat(mixedBatches(cases, order(cases, 0, 3))).isGreaterThan(30);
        assertThat(gathered).isEqualTo(order(cases, 0.5, 3)).isNotEqualTo(order(cases, 0.5, 4));
    }

    @Test
    void whereNothingIsScarceTheOrderIsAPlainShuffle() {
        List<EncodedCase> cases = cases(100, 0.9, 0.8, new SplittableRandom(5));
        assertThat(order(cases, 0.5, 6)).isEqualTo(order(cases, 0, 6));
    }

    @Test
    void nobodyIsAlwaysLeftOver() {
        List<EncodedCase> cases = cases(45, 1, 0.3, new SplittableRandom(7));
        boolean[] trained = new boolean[cases.size()];
        for (int epoch = 0; epoch < 60; epoch++) {
            Arrays.stream(order(cases, 0.5, epoch), 0, 40).forEach(i -> trained[i] = true);
        }
        assertThat(trained).doesNotContain(false);
    }
}
